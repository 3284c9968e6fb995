extension FunctionBuilder {
  /// Repetition of a body while a condition holds: `stablehlo.while`.
  ///
  /// - Parameters:
  ///   - initial: the values before the first round.
  ///   - condition: from the values to a scalar boolean.
  ///   - body: from the values to the values of the next round, of the same types.
  public mutating func loop(
    _ initial: [Value], while condition: (inout FunctionBuilder, [Value]) -> Value,
    body: (inout FunctionBuilder, [Value]) -> [Value]
  ) -> [Value] {
    let results = initial.map { fresh($0.type) }
    text.append("  ")
    text.append(values: results)
    text.append(" = \"stablehlo.while\"(")
    text.append(values: initial)
    text.append(") (")
    region(initial.map(\.type)) { builder, values in [condition(&builder, values)] }
    text.append(", ")
    region(initial.map(\.type), body)
    text.append(") : (")
    text.append(types: initial)
    text.append(") -> (")
    text.append(types: results)
    text.append(")\n")
    return results
  }
}
