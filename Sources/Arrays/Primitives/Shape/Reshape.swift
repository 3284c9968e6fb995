internal import StableHLO

/// The same elements in row-major order under another shape.
struct Reshape: LinearUnaryPrimitive {
  static let name = "reshape"

  var shape: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands[0].count == shape.reduce(1, *) else {
      throw ArrayError.reshape(from: operands[0].shape, to: shape)
    }
    return [operands[0].with(shape: shape)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.reshape(operands[0], to: shape)]
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    try cotangent.reshaped(to: operand.shape)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try Reshape(shape: [size] + shape)(operands[0].placed(at: 0, size: size)), axis: 0)]
  }
}

extension NDArray {
  /// The same elements in row-major order under another shape.
  ///
  /// - Parameter asked: the sizes; one may be -1 and is then worked out from the others.
  /// - Throws: ``ArrayError/reshape(from:to:)`` when the numbers of elements differ.
  public func reshaped(to asked: [Int]) throws -> NDArray {
    var shape = asked
    if let unknown = shape.firstIndex(of: -1) {
      shape[unknown] = 1
      guard shape.allSatisfy({ $0 >= 0 }) else { throw ArrayError.reshape(from: self.shape, to: asked) }
      try NDArray.checkSizes(shape, for: "reshaped")
      let rest = shape.reduce(1, *)
      guard rest > 0, count % rest == 0 else { throw ArrayError.reshape(from: self.shape, to: asked) }
      shape[unknown] = count / rest
    }
    try NDArray.checkSizes(shape, for: "reshaped")
    return shape == self.shape ? self : try Reshape(shape: shape)(self).weak(isWeaklyTyped)
  }

  /// All elements in row-major order, on one axis.
  public func flattened() throws -> NDArray { try reshaped(to: [count]) }

  /// The array with a new axis of size one at the given place of the result.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func expanded(at axis: Int) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank + 1, for: "expanded")
    var shape = shape
    shape.insert(1, at: place)
    return try reshaped(to: shape)
  }

  /// The array with new axes of size one at the given places of the result.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func expanded(at axes: [Int]) throws -> NDArray {
    var sizes = shape
    for place in try NDArray.normalize(axes, rank: rank + axes.count, for: "expanded") { sizes.insert(1, at: place) }
    return try reshaped(to: sizes)
  }

  /// The array without the given axes of size one; without any given, without all of them.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when an axis has another size.
  public func squeezed(_ axes: [Int]? = nil) throws -> NDArray {
    let axes =
      try axes.map { try NDArray.normalize($0, rank: rank, for: "squeezed") }
      ?? shape.indices.filter { shape[$0] == 1 }
    for axis in axes where shape[axis] != 1 {
      throw ArrayError.argument(operation: "squeezed", problem: "axis \(axis) of shape \(shape) does not have size 1")
    }
    return try reshaped(to: shape.indices.filter { !axes.contains($0) }.map { shape[$0] })
  }
}
