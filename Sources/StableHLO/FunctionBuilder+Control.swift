extension FunctionBuilder {
  /// Repetition of a body while a condition holds, over values that each round replaces.
  ///
  /// - Parameters:
  ///   - initial: the values before the first round.
  ///   - callsHost: whether the functions call the host; such calls then stay in order with those around the loop.
  ///   - condition: gives one boolean scalar from the values of a round.
  ///   - body: gives the values of the next round, of the same types.
  /// - Returns: the values after the last round.
  public mutating func whileLoop(
    _ initial: [Value], callingHost callsHost: Bool = false, condition: (inout FunctionBuilder, [Value]) -> Value,
    body: (inout FunctionBuilder, [Value]) -> [Value]
  ) -> [Value] {
    if callsHost { return orderedLoop(initial, condition, body) }
    let results = initial.map { fresh($0.type) }
    let types = initial.map(\.type)
    begin(results)
    text.append("\"stablehlo.while\"(")
    text.append(values: initial)
    text.append(") (")
    region(types) { builder, values in [condition(&builder, values)] }
    text.append(", ")
    region(types, body)
    text.append(") : (")
    text.append(types: initial)
    text.append(") -> (")
    text.append(types: results)
    text.append(")\n")
    return results
  }

  /// A loop with a further value: what the latest call of the host gave.
  private mutating func orderedLoop(
    _ initial: [Value], _ condition: (inout FunctionBuilder, [Value]) -> Value,
    _ body: (inout FunctionBuilder, [Value]) -> [Value]
  ) -> [Value] {
    let final = whileLoop(initial + [hostCallOrder()]) { builder, values in
      builder.latestHostCall = values.last
      return condition(&builder, values.dropLast())
    } body: { builder, values in
      builder.latestHostCall = values.last
      return body(&builder, values.dropLast()) + [builder.hostCallOrder()]
    }
    latestHostCall = final.last
    return final.dropLast()
  }

  /// What the latest call of the host gave, or a number in its place.
  private mutating func hostCallOrder() -> Value { latestHostCall ?? constant("0", TensorType([], .int32)) }

  /// The results of one of several branches, chosen by an `i32` scalar; an index out of range chooses the last one.
  ///
  /// - Parameters:
  ///   - index: the number of the branch.
  ///   - types: the types of the results.
  ///   - callsHost: whether a branch calls the host; such calls then stay in order with those around the choice.
  ///   - branches: each gives values of the result types; they may use all values of the function around them.
  public mutating func choose(
    _ index: Value, to types: [TensorType], callingHost callsHost: Bool = false,
    branches: [(inout FunctionBuilder) -> [Value]]
  ) -> [Value] {
    if callsHost { return orderedChoice(index, types, branches) }
    let results = types.map { fresh($0) }
    begin(results)
    text.append("\"stablehlo.case\"(")
    text.append(index)
    text.append(") (")
    for (position, branch) in branches.enumerated() {
      if position > 0 { text.append(", ") }
      region([]) { builder, _ in branch(&builder) }
    }
    text.append(") : (")
    text.append(index.type)
    text.append(") -> (")
    text.append(types: results)
    text.append(")\n")
    return results
  }

  /// A choice with a further result: what the latest call of the host gave.
  private mutating func orderedChoice(
    _ index: Value, _ types: [TensorType], _ branches: [(inout FunctionBuilder) -> [Value]]
  ) -> [Value] {
    let before = latestHostCall
    let results = choose(
      index, to: types + [TensorType([], .int32)],
      branches: branches.map { branch in
        { builder in
          builder.latestHostCall = before
          return branch(&builder) + [builder.hostCallOrder()]
        }
      })
    latestHostCall = results.last
    return results.dropLast()
  }

  /// The same values, behind a wall that the compiler moves and merges nothing across.
  public mutating func optimizationBarrier(_ operands: [Value]) -> [Value] {
    guard !operands.isEmpty else { return [] }
    let results = operands.map { fresh($0.type) }
    begin(results)
    text.append("stablehlo.optimization_barrier ")
    text.append(values: operands)
    text.append(" : ")
    text.append(types: operands)
    text.append("\n")
    return results
  }

  /// Begins a line that defines some values, or none: `%7, %8 = `.
  private mutating func begin(_ results: [Value]) {
    text.append("  ")
    guard !results.isEmpty else { return }
    text.append(values: results)
    text.append(" = ")
  }

  /// A region with one block, in braces.
  mutating func region(_ arguments: [TensorType], _ body: (inout FunctionBuilder, [Value]) -> [Value]) {
    let values = arguments.map { fresh($0) }
    text.append("{\n")
    if !values.isEmpty {
      text.append("  ^bb0(")
      for (position, value) in values.enumerated() {
        if position > 0 { text.append(", ") }
        text.append(value)
        text.append(": ")
        text.append(value.type)
      }
      text.append("):\n")
    }
    // Values of a block are not known outside of it; loops and choices pass on the order of calls by themselves.
    let outer = latestHostCall
    latestHostCall = nil
    let results = body(&self, values)
    latestHostCall = outer
    text.append("  stablehlo.return ")
    text.append(values: results)
    if !results.isEmpty { text.append(" : ") }
    text.append(types: results)
    text.append("\n  }")
  }
}
