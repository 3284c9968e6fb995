public import Trees

/// The structure, shapes and dtypes of what a function would give, without computing or compiling anything.
///
/// - Parameter function: a function of a tree; of its arrays only shapes and dtypes matter, so they may be
///   ``NDArray/placeholder(_:dtype:)``.
/// - Returns: a function that gives a tree like the result, of placeholders.
/// - Throws: the function returned throws what the function throws.
public func evaluateShapes<Argument: PyTree, Result: PyTree>(
  _ function: @escaping (Argument) throws -> Result
) -> (Argument) throws -> Result {
  { argument in
    let arrays = try argument.arrays()
    let record = try TreeRecord("evaluateShapes", arrays) { symbols in
      try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
    }
    let shapes = zip(record.graph.outputTypes, try record.template.arrays()).map { type, array in
      NDArray(placeholder: type, isWeak: array.isWeaklyTyped)
    }
    return try record.fill(shapes)
  }
}

extension NDArray {
  /// An array with a shape and a dtype and no elements to read: what stands for an array where only those matter, as in
  /// ``evaluateShapes(_:)`` and ``lower(_:)``.
  ///
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``.
  public static func placeholder(_ shape: [Int], dtype: DType = .float32) throws -> NDArray {
    try checkSizes(shape, for: "placeholder")
    return NDArray(placeholder: ArrayType(shape, dtype), isWeak: false)
  }
}
