internal import StableHLO

extension Scan {
  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let empty = results[stacks].map { zeros($0, in: &builder) }
    let start = Array(operands[carries]) + empty
    if length <= Swift.max(unroll, 1) {
      // Without a loop: the rounds one after another.
      return (0..<length).reduce(start) { state, round in
        let place = builder.integer(isReversed ? length - 1 - round : round)
        return step(at: place, operands, state, in: &builder)
      }
    }
    let turns = length / unroll
    let fixed = Array(operands[constants] + operands[items])
    let counter = builder.integer(0)
    let final = builder.whileLoop([counter] + fixed + start, callingHost: hasEffect) { builder, values in
      builder.compare(.less, values[0], builder.integer(turns))
    } body: { builder, values in
      let fixed = Array(values[1..<1 + fixed.count])
      let operands = Array(fixed[..<constantCount]) + operands[carries] + fixed[constantCount...]
      var state = Array(values[(1 + fixed.count)...])
      for part in 0..<unroll {
        let place = place(ofRound: values[0], part, in: &builder)
        state = step(at: place, operands, state, in: &builder)
      }
      return [builder.elementwise("add", values[0], builder.integer(1))] + fixed + state
    }
    return (turns * unroll..<length).reduce(Array(final[(1 + fixed.count)...])) { state, round in
      let place = builder.integer(isReversed ? length - 1 - round : round)
      return step(at: place, operands, state, in: &builder)
    }
  }

  /// The item of round `turn * unroll + part`.
  private func place(ofRound turn: Value, _ part: Int, in builder: inout FunctionBuilder) -> Value {
    var round = turn
    if unroll > 1 { round = builder.elementwise("multiply", round, builder.integer(unroll)) }
    if part > 0 { round = builder.elementwise("add", round, builder.integer(part)) }
    return isReversed ? builder.elementwise("subtract", builder.integer(length - 1), round) : round
  }

  /// One round at one place: from carries and stacks so far to the next ones.
  private func step(
    at place: Value, _ operands: [Value], _ state: [Value], in builder: inout FunctionBuilder
  ) -> [Value] {
    let slices = operands[items].map { stack in
      let shape = stack.type.shape
      let slice = builder.dynamicSlice(
        stack, starts: starts(place, shape.count, in: &builder), sizes: [1] + shape.dropFirst())
      return builder.reshape(slice, to: Array(shape.dropFirst()))
    }
    let given = body.lower(Array(operands[constants]) + state[..<carryCount] + slices, in: &builder)
    return given.enumerated().map { position, value in
      guard position >= carryCount else { return value }
      let item = builder.reshape(value, to: [1] + value.type.shape)
      return builder.dynamicUpdateSlice(
        state[position], item, starts: starts(place, item.type.shape.count, in: &builder))
    }
  }

  private func starts(_ place: Value, _ rank: Int, in builder: inout FunctionBuilder) -> [Value] {
    let zero = rank > 1 ? builder.integer(0) : place
    return [place] + [Value](repeating: zero, count: rank - 1)
  }

  private func zeros(_ type: TensorType, in builder: inout FunctionBuilder) -> Value {
    let zero = builder.constant(
      Literal.integer(0).text(as: DType(element: type.element)), TensorType([], type.element))
    return type.shape.isEmpty ? zero : builder.broadcast(zero, to: type.shape, axes: [])
  }
}

extension FunctionBuilder {
  /// An `i32` scalar.
  mutating func integer(_ number: Int) -> Value { constant("\(number)", TensorType([], DType.int32.element)) }
}
