package import Arrays

extension NamedArray {
  /// The sum over the named axes given, or over all axes.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func sum(_ names: AxisName...) throws -> NamedArray {
    try reduce("sum", names) { try $0.sum($1) }
  }

  /// The product over the named axes given, or over all axes.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func product(_ names: AxisName...) throws -> NamedArray {
    try reduce("product", names) { try $0.product($1) }
  }

  /// The greatest element over the named axes given, or over all axes.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func max(_ names: AxisName...) throws -> NamedArray {
    try reduce("max", names) { try $0.max($1) }
  }

  /// The least element over the named axes given, or over all axes.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func min(_ names: AxisName...) throws -> NamedArray {
    try reduce("min", names) { try $0.min($1) }
  }

  /// Whether every element is true over the named axes given, or over all axes.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func all(_ names: AxisName...) throws -> NamedArray {
    try reduce("all", names) { try $0.all($1) }
  }

  /// Whether any element is true over the named axes given, or over all axes.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func any(_ names: AxisName...) throws -> NamedArray {
    try reduce("any", names) { try $0.any($1) }
  }

  /// A fold of some axes of the data, which the result lacks.
  ///
  /// - Parameter names: the axes; none stands for all axes, positional ones too.
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  package func reduce(
    _ operation: String, _ names: [AxisName], _ fold: (NDArray, [Int]) throws -> NDArray
  ) throws -> NamedArray {
    if names.isEmpty { return NamedArray(try fold(data, Array(0..<data.rank))) }
    let folded = try places(of: names, for: operation)
    let result = try fold(data, folded)
    return NamedArray(data: result, axes: layout.enumerated().filter { !folded.contains($0.offset) }.map(\.element))
  }

  /// Where named axes are in the data.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``,
  ///   ``NamedAxisError/repeatedNames(operation:names:existing:)``.
  package func places(of names: [AxisName], for operation: String) throws -> [Int] {
    try checkValid()
    let missing = names.filter { place($0) == nil }
    guard missing.isEmpty else {
      throw NamedAxisError.missingNames(operation: operation, names: missing, existing: namedShape)
    }
    guard Set(names).count == names.count else {
      throw NamedAxisError.repeatedNames(operation: operation, names: names, existing: namedShape)
    }
    return names.compactMap { place($0) }
  }

  /// A function of the data and the places of some axes that keeps the shape, such as a softmax.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  package func mapAlong(
    _ operation: String, _ names: [AxisName], _ function: (NDArray, [Int]) throws -> NDArray
  ) throws -> NamedArray {
    NamedArray(uncheckedData: try function(data, places(of: names, for: operation)), axes: axes)
  }
}
