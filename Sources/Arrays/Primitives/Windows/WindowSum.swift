internal import StableHLO

/// Sums within a window that slides along all axes; linear.
struct WindowSum: LinearUnaryPrimitive {
  static let name = "reduce_window_sum"

  /// The size of the window along each axis.
  var sizes: [Int]
  var window: SlidingWindow

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard Domain.numeric.contains(operands[0].dtype) else {
      throw ArrayError.dtype(operation: Self.name, expected: Domain.numeric.rawValue, found: operands[0].dtype)
    }
    return [operands[0].with(shape: try window.resultShape(operands[0].shape, window: sizes, for: Self.name))]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let element = results[0].element
    let zero = builder.constant(Literal.integer(0).text(as: DType(element: element)), TensorType([], element))
    return builder.reduceWindow(operands, from: [zero], sizes: sizes, window, shape: results[0].shape) {
      builder, values in [builder.elementwise("add", values)]
    }
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    guard cotangent.count > 0 else { return try NDArray.full(operand.shape, 0, dtype: operand.dtype) }
    // A window of ones reversed is the same window.
    let backward = window.backward(operand: operand.shape, window: sizes, result: cotangent.shape)
    return try WindowSum(sizes: sizes, window: backward)(cotangent)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let operand = try operands[0].placed(at: 0, size: size)
    return [Batched(array: try WindowSum(sizes: [1] + sizes, window: window.withLeadingAxis)(operand), axis: 0)]
  }
}
