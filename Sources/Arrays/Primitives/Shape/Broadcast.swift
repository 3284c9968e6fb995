internal import StableHLO

/// Repetition along new axes and along axes of size one; `axes[i]` is the place of operand axis `i` in the result.
struct Broadcast: LinearUnaryPrimitive {
  static let name = "broadcast"

  var shape: [Int]
  var axes: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let operand = operands[0].shape
    guard operand.count == axes.count, zip(operand, axes).allSatisfy({ $0 == shape[$1] || $0 == 1 }) else {
      throw ArrayError.shapesDoNotBroadcast(operation: Self.name, shapes: [operand, shape])
    }
    return [operands[0].with(shape: shape)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.broadcast(operands[0], to: shape, axes: axes)]
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    let repeated = shape.indices.filter { axis in
      guard let position = axes.firstIndex(of: axis) else { return true }
      return operand.shape[position] == 1 && shape[axis] != 1
    }
    let sum = try repeated.isEmpty ? cotangent : ReduceSum(axes: repeated)(cotangent)
    // What is left stands in the order of the result's axes; the operand may have had another.
    let kept = axes.indices.filter { !repeated.contains(axes[$0]) }
    let order = kept.sorted { axes[$0] < axes[$1] }
    return try sum.transposed(kept.map { order.firstIndex(of: $0) ?? 0 }).reshaped(to: operand.shape)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let operand = try operands[0].placed(at: 0, size: size)
    return [Batched(array: try Broadcast(shape: [size] + shape, axes: [0] + axes.map { $0 + 1 })(operand), axis: 0)]
  }
}

extension NDArray {
  /// The array repeated to a shape: operand axis `i` becomes axis `axes[i]`.
  package func broadcasted(to shape: [Int], along axes: [Int]) throws -> NDArray {
    if shape == self.shape && axes == Array(shape.indices) { return self }
    try NDArray.checkSizes(shape, for: "broadcasted")
    if case .literal(let literal) = storage { return NDArray(literal: literal, shape: shape, dtype: dtype) }
    return try Broadcast(shape: shape, axes: axes)(self)
  }

  /// The array repeated to a shape by NumPy's rules: sizes agree, counted from the last axis, or are 1 here.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func broadcasted(to shape: [Int]) throws -> NDArray {
    if shape == self.shape { return self }
    guard shape.count >= rank, try NDArray.broadcastShape([self.shape, shape], for: "broadcasted") == shape else {
      throw ArrayError.shapesDoNotBroadcast(operation: "broadcasted", shapes: [self.shape, shape])
    }
    return try broadcasted(to: shape, along: Array((shape.count - rank)..<shape.count))
  }
}
