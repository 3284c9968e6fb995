public import Trees

/// A body repeated over the items of arrays, each round passing values on to the next; the results of all rounds are
/// stacked.
///
/// The body is recorded and compiled once, whatever the length. It is differentiable forwards and in reverse. Variables
/// that the body changes pass from round to round as well. Where a tree is needed, as for several carries or as the
/// result of a compiled function, `Pair`, arrays, dictionaries and types of your own stand for tuples.
///
///     let (total, sums) = try scan(NDArray(0.0), over: numbers) { sum, x in
///       let next = try sum + x
///       return (next, next)
///     }
///
/// - Parameters:
///   - initial: the values that go into the first round; a tree of arrays.
///   - items: arrays whose first axis is run over; the body sees one item of each.
///   - length: the number of rounds; needed only when `items` has no arrays.
///   - reverse: whether to begin with the last item. Stacked results stand at the place of their item all the same.
///   - unroll: how many rounds to write one after another in a turn of the loop.
///   - body: from the values and an item to the values of the next round, of the same shapes and dtypes, and a result.
/// - Returns: the values after the last round, and the results of all rounds, stacked along a new first axis.
/// - Throws: ``ArrayError/structure(operation:problem:)`` when lengths differ or the body gives values of other types
///   than it takes, with the path of the value; what the body throws.
public func scan<Carry: PyTree, Item: PyTree, Result: PyTree>(
  _ initial: Carry, over items: Item, length: Int? = nil, reverse: Bool = false, unroll: Int = 1,
  _ body: (Carry, Item) throws -> (Carry, Result)
) throws -> (carry: Carry, results: Result) {
  try scan("scan", initial, over: items, length: length, reverse: reverse, unroll: unroll, body)
}

/// The same on behalf of an operation, by whose name errors go.
func scan<Carry: PyTree, Item: PyTree, Result: PyTree>(
  _ operation: String, _ initial: Carry, over items: Item, length: Int? = nil, reverse: Bool = false, unroll: Int = 1,
  _ body: (Carry, Item) throws -> (Carry, Result)
) throws -> (carry: Carry, results: Result) {
  guard unroll > 0 else {
    throw ArrayError.argument(operation: operation, problem: "unroll must be positive, found \(unroll)")
  }
  try items.requireNoVariables(operation, "Capture it; a loop passes variables on by itself.")
  let stacks = try items.arrays()
  let length = try scanLength(stacks, items, length)
  var carry = try LoopCarry(initial, operation)
  while true {
    let count = carry.arrays.count
    let record = try LoopRecord(
      operation, carry.types + stacks.map(\.type.item), weak: carry.isWeak + stacks.map(\.isWeaklyTyped)
    ) { symbols in
      let (next, result) = try body(
        carry.filled(symbols.prefix(count)),
        items.replacingLeaves(of: NDArray.self, with: Array(symbols.dropFirst(count))))
      return Pair(next, result)
    }
    let given = record.resultArrays
    if try carry.adapt(to: record.template.first, Array(given.prefix(count)), operation) { continue }
    return try run(record, carry, stacks, length: length, isReversed: reverse, unroll: unroll)
  }
}

/// A body repeated a number of times, each round passing values on to the next; the results of all rounds are stacked.
///
/// - Parameters:
///   - initial: the values that go into the first round.
///   - length: the number of rounds.
///   - unroll: how many rounds to write one after another in a turn of the loop.
///   - body: from the values to the values of the next round and a result.
/// - Returns: the values after the last round, and the results of all rounds, stacked along a new first axis.
/// - Throws: as ``scan(_:over:length:reverse:unroll:_:)`` does.
public func scan<Carry: PyTree, Result: PyTree>(
  _ initial: Carry, length: Int, unroll: Int = 1, _ body: (Carry) throws -> (Carry, Result)
) throws -> (carry: Carry, results: Result) {
  try scan(initial, over: [NDArray](), length: length, unroll: unroll) { carry, _ in try body(carry) }
}

/// A function of an item applied to all items, one after another; the results are stacked.
///
/// Unlike ``vmap(inputAxis:outputAxis:axisName:axisSize:_:)`` it needs the memory of one item at a time.
///
/// - Parameters:
///   - items: arrays whose first axis is run over.
///   - batchSize: how many items to compute at once, by `vmap`.
///   - function: from one item to a result.
/// - Throws: as ``scan(_:over:length:reverse:unroll:_:)`` does.
public func map<Item: PyTree, Result: PyTree>(
  over items: Item, batchSize: Int = 1, _ function: @escaping (Item) throws -> Result
) throws -> Result {
  guard batchSize > 0 else {
    throw ArrayError.argument(operation: "map", problem: "batchSize must be positive, found \(batchSize)")
  }
  let count = try scanLength(items.arrays(), items, nil)
  let whole = count / batchSize * batchSize
  guard batchSize > 1 else {
    return try scan([NDArray](), over: items) { none, item in (none, try function(item)) }.results
  }
  let mapped = vmap(function)
  func rest() throws -> Result { try mapped(items.mapLeaves(of: NDArray.self) { try $0[whole...] }) }
  if whole == 0 { return try rest() }
  let batches = try items.mapLeaves(of: NDArray.self) { array in
    try array[0..<whole].reshaped(to: [count / batchSize, batchSize] + array.shape.dropFirst())
  }
  let results = try scan([NDArray](), over: batches) { none, batch in (none, try mapped(batch)) }.results
    .mapLeaves(of: NDArray.self) { try $0.reshaped(to: [whole] + $0.shape.dropFirst(2)) }
  if whole == count { return results }
  return try results.mapLeaves(of: NDArray.self, with: rest()) { try NDArray.concatenate([$0, $1]) }
}

private func scanLength(_ stacks: [NDArray], _ items: some PyTree, _ length: Int?) throws -> Int {
  for (path, array) in try items.leavesWithPaths(of: NDArray.self) where array.rank == 0 {
    throw ArrayError.structure(
      operation: "scan", problem: "the array \(path.isRoot ? "" : "at \(path) ")has no axis to run over")
  }
  let sizes = Set(stacks.map { $0.shape[0] })
  if let length, length >= 0, sizes.allSatisfy({ $0 == length }) { return length }
  if length == nil, let size = sizes.first, sizes.count == 1 { return size }
  let found = sizes.isEmpty ? "there are no arrays to run over" : "the first axes have sizes \(sizes.sorted())"
  throw ArrayError.structure(
    operation: "scan",
    problem: found
      + (length.map { " and length is \($0)" } ?? (sizes.isEmpty ? "; give a length" : "; they must be equal")))
}

private func run<Carry: PyTree, Result: PyTree>(
  _ record: LoopRecord<Pair<Carry, Result>>, _ carry: LoopCarry<Carry>, _ stacks: [NDArray], length: Int,
  isReversed: Bool, unroll: Int
) throws -> (carry: Carry, results: Result) {
  // Recorded as carry, items, variables, captures to carry, results, variables.
  let (carryCount, itemCount, cellCount) = (carry.arrays.count, stacks.count, record.cells.arrays.count)
  let captureCount = record.captures.count
  let start = carryCount + itemCount
  let graph = record.graph
  let stackCount = record.resultCount - carryCount
  let body = graph.rearranged(
    inputs: Array(start + cellCount..<graph.inputs.count) + Array(0..<carryCount) + Array(start..<start + cellCount)
      + Array(carryCount..<start),
    outputs: Array(0..<carryCount) + Array(record.resultCount..<graph.outputs.count)
      + Array(carryCount..<record.resultCount))
  let loop = Scan(
    body: body, constantCount: captureCount, carryCount: carryCount + cellCount, length: length,
    isReversed: isReversed, unroll: unroll)
  let results = try loop.apply(record.captures + carry.arrays + record.cells.arrays + stacks)
  try record.cells.commit(results[carryCount..<carryCount + cellCount])
  let given = zip(results, record.resultArrays).prefix(carryCount).map { $0.weak($1.isWeaklyTyped) }
  return (
    try record.template.first.replacingLeaves(of: NDArray.self, with: given),
    try record.template.second.replacingLeaves(of: NDArray.self, with: Array(results.suffix(stackCount)))
  )
}
