extension FunctionBuilder {
  /// Several operands of one shape put in order together along one axis.
  ///
  /// - Parameters:
  ///   - operands: the operands; all are put in one order.
  ///   - axis: the axis.
  ///   - isStable: whether elements that compare alike keep their order.
  ///   - isBefore: writes whether one place comes before another, a boolean from the scalars of each operand at both:
  ///     `isBefore(builder, firsts, seconds)`.
  public mutating func sort(
    _ operands: [Value], axis: Int, isStable: Bool, isBefore: (inout FunctionBuilder, [Value], [Value]) -> Value
  ) -> [Value] {
    let results = operands.map { fresh($0.type) }
    text.append("  ")
    text.append(values: results)
    text.append(" = \"stablehlo.sort\"(")
    text.append(values: operands)
    text.append(") <{dimension = ")
    text.append(axis)
    text.append(" : i64, is_stable = ")
    text.append(isStable ? "true" : "false")
    text.append("}> (")
    // The region takes the two scalars of each operand side by side.
    let scalars = operands.map { TensorType([], $0.type.element) }
    region(scalars.flatMap { [$0, $0] }) { builder, values in
      let firsts = stride(from: 0, to: values.count, by: 2).map { values[$0] }
      let seconds = stride(from: 1, to: values.count, by: 2).map { values[$0] }
      return [isBefore(&builder, firsts, seconds)]
    }
    text.append(") : (")
    text.append(types: operands)
    text.append(") -> (")
    text.append(types: results)
    text.append(")\n")
    return results
  }
}
