internal import StableHLO

/// Sums of all elements up to each one along an axis, or from each one on; linear.
struct CumulativeSum: LinearUnaryPrimitive {
  static let name = "cumulative_sum"

  var axis: Int
  var isReversed: Bool

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard Domain.numeric.contains(operands[0].dtype) else {
      throw ArrayError.dtype(operation: Self.name, expected: Domain.numeric.rawValue, found: operands[0].dtype)
    }
    return operands
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let shape = results[0].shape
    guard !shape.contains(0) else { return operands }
    let zero = builder.constant(
      Literal.integer(0).text(as: DType(element: results[0].element)), TensorType([], results[0].element))
    // XLA rewrites a window as long as the axis into a scan of logarithmic depth.
    let window = shape.indices.map { $0 == axis ? shape[axis] : 1 }
    let padding = shape.indices.map { place -> (Int, Int) in
      guard place == axis else { return (0, 0) }
      return isReversed ? (0, shape[axis] - 1) : (shape[axis] - 1, 0)
    }
    return [builder.reduceWindow(operands[0], from: zero, by: "add", window: window, padding: padding, shape: shape)]
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    try CumulativeSum(axis: axis, isReversed: !isReversed)(cotangent)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let operand = try operands[0].placed(at: 0, size: size)
    return [Batched(array: try CumulativeSum(axis: axis + 1, isReversed: isReversed)(operand), axis: 0)]
  }
}
