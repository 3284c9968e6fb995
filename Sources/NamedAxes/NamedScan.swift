internal import Arrays
public import Trees

/// A body repeated over the items along a named axis, each round passing values on to the next.
///
/// ```swift
/// let (total, sums) = try scan(zero, over: numbers, axis: "time") { sum, x in
///   let next = try sum + x
///   return (next, next)
/// }
/// ```
///
/// - Parameters:
///   - initial: the values that go into the first round. Those that the body gives may have their names in another
///     order; they are put in that of the initial ones.
///   - items: named arrays with the axis, which the body sees without it.
///   - name: the axis to run along.
///   - reverse: whether to begin with the last item. Results stand at the place of their item all the same.
///   - unroll: how many rounds to write one after another in a turn of the loop.
///   - body: from the values and an item to the values of the next round and a result.
/// - Returns: the values after the last round, and the results of all rounds: named arrays have the axis; plain ones are
///   stacked along a new first axis.
/// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``, ``NamedAxisError/sizes(operation:names:shapes:)``,
///   `ArrayError.structure` when items hold plain arrays or nothing, and as
///   `scan(_:over:length:reverse:unroll:_:)` does.
public func scan<Carry: PyTree, Item: PyTree, Result: PyTree>(
  _ initial: Carry, over items: Item, axis name: AxisName, reverse: Bool = false, unroll: Int = 1,
  _ body: (Carry, Item) throws -> (Carry, Result)
) throws -> (carry: Carry, results: Result) {
  let named = try items.leaves(of: NamedArray.self)
  guard !named.isEmpty, try items.leaves(of: NDArray.self).count == named.count else {
    throw ArrayError.structure(
      operation: "scan",
      problem: "all arrays to run over along the axis \(name) must be named, found "
        + (named.isEmpty ? "no named array" : "plain ones among them"))
  }
  let places = try named.map { try $0.place(of: name, for: "scan") }
  guard Set(zip(named, places).map { $0.data.shape[$1] }).count == 1 else {
    throw NamedAxisError.sizes(operation: "scan", names: [name], shapes: named.map(\.namedShape))
  }
  // The axis goes first as one that is not listed: without it, the names of the last axes stay true.
  let stacks = try items.mapLeaves(of: NamedArray.self) { try $0.movingToFront(name) }
  return try tagged(
    scan(initial, over: stacks, reverse: reverse, unroll: unroll) { carry, item in
      let (next, result) = try body(carry, item)
      return (try order(next, like: initial), result)
    }, name)
}

/// A body repeated a number of times; the results of all rounds are stacked along a named axis.
///
/// - Throws: as ``scan(_:over:axis:reverse:unroll:_:)`` does.
public func scan<Carry: PyTree, Result: PyTree>(
  _ initial: Carry, axis name: AxisName, length: Int, unroll: Int = 1, _ body: (Carry) throws -> (Carry, Result)
) throws -> (carry: Carry, results: Result) {
  try tagged(
    scan(initial, length: length, unroll: unroll) { carry in
      let (next, result) = try body(carry)
      return (try order(next, like: initial), result)
    }, name)
}

/// The results of a scan, with the first axis of the named ones named.
private func tagged<Carry, Result: PyTree>(
  _ scanned: (carry: Carry, results: Result), _ name: AxisName
) throws -> (carry: Carry, results: Result) {
  (scanned.carry, try scanned.results.mapLeaves(of: NamedArray.self) { try $0.tagPrefix([name]) })
}

extension NamedArray {
  /// The array with a named axis as its first in memory, positional and before all others.
  fileprivate func movingToFront(_ name: AxisName) throws -> NamedArray {
    let untagged = try untagPrefix([name])
    guard let place = place(name), place > 0 else { return untagged }
    var layout = untagged.layout
    layout.insert(layout.remove(at: place), at: 0)
    return NamedArray(data: try data.movingAxis(place, to: 0), axes: layout)
  }
}
