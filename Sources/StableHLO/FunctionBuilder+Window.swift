extension FunctionBuilder {
  /// Folding of a window that slides over the operand, by one elementwise operation such as `add`.
  ///
  /// - Parameters:
  ///   - operand: what is folded.
  ///   - initial: a scalar to begin with.
  ///   - operation: the name of the operation.
  ///   - window: the size of the window along each axis.
  ///   - padding: for each axis how many initial values stand before and after the elements.
  ///   - shape: the shape of the result.
  public mutating func reduceWindow(
    _ operand: Value, from initial: Value, by operation: StaticString, window: [Int], padding: [(Int, Int)],
    shape: [Int]
  ) -> Value {
    let result = define(TensorType(shape, operand.type.element))
    text.append("\"stablehlo.reduce_window\"(")
    text.append(values: [operand, initial])
    text.append(") <{window_dimensions = ")
    text.append(attribute: window)
    text.append(", padding = dense<[")
    for (position, (low, high)) in padding.enumerated() {
      if position > 0 { text.append(", ") }
      text.append(list: [low, high])
    }
    text.append("]> : tensor<")
    text.append(padding.count)
    text.append("x2xi64>}> (")
    let scalar = TensorType([], operand.type.element)
    region([scalar, scalar]) { builder, values in [builder.elementwise(operation, values)] }
    text.append(")")
    endLine(from: [operand, initial], to: result)
    return result
  }
}
