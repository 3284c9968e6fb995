internal import StableHLO

/// Reordering of axes: result axis `i` is operand axis `permutation[i]`.
struct Transpose: LinearUnaryPrimitive {
  static let name = "transpose"

  var permutation: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard permutation.sorted() == Array(operands[0].shape.indices) else {
      throw ArrayError.argument(
        operation: "transposed",
        problem: "\(permutation) is not a permutation of the axes 0..<\(operands[0].rank)")
    }
    return [operands[0].with(shape: permutation.map { operands[0].shape[$0] })]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.transpose(operands[0], permutation)]
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    try Transpose(permutation: permutation.inverse)(cotangent)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    guard let axis = operands[0].axis else { return [Batched(array: try self(operands[0].array), axis: nil)] }
    let whole = [axis] + permutation.map { $0 < axis ? $0 : $0 + 1 }
    return [Batched(array: try operands[0].array.transposed(whole), axis: 0)]
  }
}

extension [Int] {
  /// For a permutation, the one that undoes it.
  var inverse: [Int] {
    var result = self
    for (position, axis) in enumerated() { result[axis] = position }
    return result
  }
}

extension NDArray {
  /// The array with its axes in another order: result axis `i` is axis `permutation[i]` here.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the axes are not a permutation.
  public func transposed(_ permutation: [Int]) throws -> NDArray {
    let axes = try permutation.map { try NDArray.normalize($0, rank: rank, for: "transposed") }
    return axes == Array(shape.indices) ? self : try Transpose(permutation: axes)(self)
  }

  /// The array with its axes in reverse order.
  public func transposed() throws -> NDArray { try transposed(shape.indices.reversed()) }

  /// The array with two axes exchanged.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func swappingAxes(_ first: Int, _ second: Int) throws -> NDArray {
    var permutation = Array(shape.indices)
    permutation.swapAt(
      try NDArray.normalize(first, rank: rank, for: "swappingAxes"),
      try NDArray.normalize(second, rank: rank, for: "swappingAxes"))
    return try transposed(permutation)
  }

  /// The array with one axis taken out and put in at another place.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func movingAxis(_ axis: Int, to place: Int) throws -> NDArray {
    let source = try NDArray.normalize(axis, rank: rank, for: "movingAxis")
    let target = try NDArray.normalize(place, rank: rank, for: "movingAxis")
    var permutation = Array(shape.indices)
    permutation.remove(at: source)
    permutation.insert(source, at: target)
    return try transposed(permutation)
  }

  /// The array with several axes taken out and put in at other places; the rest keep their order.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when axes and places do not pair up,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func movingAxes(_ axes: [Int], to places: [Int]) throws -> NDArray {
    guard axes.count == places.count else {
      throw ArrayError.argument(
        operation: "movingAxes", problem: "\(axes.count) axes were given for \(places.count) places")
    }
    let sources = try NDArray.normalize(axes, rank: rank, for: "movingAxes", isSorted: false)
    let targets = try NDArray.normalize(places, rank: rank, for: "movingAxes", isSorted: false)
    var permutation = shape.indices.filter { !sources.contains($0) }
    for (target, source) in zip(targets, sources).sorted(by: { $0.0 < $1.0 }) {
      permutation.insert(source, at: target)
    }
    return try transposed(permutation)
  }
}
