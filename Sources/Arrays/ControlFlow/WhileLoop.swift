public import Trees

/// A body repeated while a condition holds.
///
/// The body is compiled once, however often it runs. It is differentiable forwards only, because how often it runs is not
/// known before; ``foriLoop(_:_:_:)`` and ``scan(_:over:length:reverse:unroll:_:)`` are both ways.
///
/// - Parameters:
///   - initial: the values before the first round; a tree of arrays.
///   - condition: gives one boolean from the values.
///   - body: gives the values of the next round, of the same shapes and dtypes.
/// - Returns: the first values for which the condition does not hold.
/// - Throws: ``ArrayError/structure(operation:problem:)`` when the condition gives something else or the body gives
///   values of other types than it takes, with the path of the value; what the two throw.
public func whileLoop<State: PyTree>(
  _ initial: State, while condition: (State) throws -> NDArray, _ body: (State) throws -> State
) throws -> State {
  var carry = try LoopCarry(initial, "whileLoop")
  while true {
    let round = try LoopRecord("whileLoop", carry.types, weak: carry.isWeak) { try body(carry.filled($0)) }
    if try carry.adapt(to: round.template, round.resultArrays, "whileLoop") { continue }
    let test = try LoopRecord("whileLoop", carry.types, weak: carry.isWeak, cells: round.cells) { symbols in
      try condition(carry.filled(symbols))
    }
    guard test.cells.cells.count == round.cells.cells.count else {
      let changed = test.cells.cells[round.cells.cells.count]
      throw ArrayError.stateChange(
        variable: changed.cellName, transformation: "the condition of whileLoop",
        problem: "a condition only looks. Change it in the body")
    }
    guard test.resultArrays[0].type == ArrayType([], .bool) else {
      throw ArrayError.structure(
        operation: "whileLoop",
        problem: "the condition must give one boolean, found \(test.resultArrays[0].type); use all() or any()")
    }
    let loop = While(
      condition: test.graph.rearranged(outputs: [0]).withConstantsFirst(test.captures.count),
      body: round.graph.withConstantsFirst(round.captures.count),
      conditionConstantCount: test.captures.count, bodyConstantCount: round.captures.count)
    let results = try loop.apply(test.captures + round.captures + carry.arrays + round.cells.arrays)
    try round.cells.commit(results[carry.arrays.count...])
    return try round.template.replacingLeaves(
      of: NDArray.self, with: zip(results, round.resultArrays).map { $0.weak($1.isWeaklyTyped) })
  }
}

/// A body repeated for each integer of a range, each round passing values on to the next.
///
/// Differentiable forwards and in reverse.
///
/// - Parameters:
///   - range: the integers; known when the program is recorded.
///   - initial: the values before the first round.
///   - body: from an `int32` scalar and the values to the values of the next round.
/// - Returns: the values after the last round.
/// - Throws: as ``scan(_:over:length:reverse:unroll:_:)`` does.
public func foriLoop<State: PyTree>(
  _ range: Range<Int>, _ initial: State, _ body: (NDArray, State) throws -> State
) throws -> State {
  let numbers = try NDArray.arange(range.lowerBound, range.upperBound)
  return try scan("foriLoop", initial, over: numbers) { state, number in (try body(number, state), [NDArray]()) }.carry
}

/// A body repeated for each integer from one number up to but without another, both known only when the program runs.
///
/// Differentiable forwards only; see the form with a range.
///
/// - Parameters:
///   - lower: the first integer, a scalar.
///   - upper: the first integer left out, a scalar.
///   - initial: the values before the first round.
///   - body: from an integer scalar and the values to the values of the next round.
/// - Throws: as ``whileLoop(_:while:_:)`` does.
public func foriLoop<State: PyTree>(
  from lower: NDArray, to upper: NDArray, _ initial: State, _ body: (NDArray, State) throws -> State
) throws -> State {
  let type = PromotionType.join(lower.promotionType, upper.promotionType)
  for bound in [lower, upper] where bound.rank != 0 || !bound.dtype.isInteger {
    throw ArrayError.argument(
      operation: "foriLoop", problem: "bounds must be integer scalars, found \(bound.type)")
  }
  let start = Pair(try lower.astype(type.dtype), initial)
  let end = try upper.astype(type.dtype)
  return try whileLoop(start) { state in
    try state.first.less(end)
  } _: { state in
    Pair(try (state.first + 1).astype(type.dtype), try body(state.first, state.second))
  }.second
}
