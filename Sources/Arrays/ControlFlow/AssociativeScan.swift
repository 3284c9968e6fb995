public import Trees

/// All partial results of an associative operation along an axis, in logarithmically many steps.
///
/// Result `i` combines items `0...i`, or `i...` in reverse. The operation runs on many items at once, so it must treat
/// the axis like any other batch axis. Source: Blelloch, Prefix sums and their applications, 1990.
///
/// - Parameters:
///   - items: a tree of arrays of equal size along the axis.
///   - axis: the axis to run along.
///   - reverse: whether to combine from the end.
///   - combine: an associative operation on trees of several items.
/// - Returns: a tree like `items`.
/// - Throws: ``ArrayError/structure(operation:problem:)`` when sizes differ or there are no arrays; what the operation
///   throws.
public func associativeScan<Items: PyTree>(
  _ items: Items, axis: Int = 0, reverse: Bool = false, _ combine: (Items, Items) throws -> Items
) throws -> Items {
  let arrays = try items.arrays()
  let places = try arrays.map { try NDArray.normalize(axis, rank: $0.rank, for: "associativeScan") }
  let sizes = Set(zip(arrays, places).map { $0.shape[$1] })
  guard let size = sizes.first, sizes.count == 1 else {
    throw ArrayError.structure(
      operation: "associativeScan",
      problem: sizes.isEmpty
        ? "there are no arrays to run over" : "the axes to run along have sizes \(sizes.sorted()); they must be equal")
  }
  var results = try zip(arrays, places).map { try $0.movingAxis($1, to: 0) }
  if reverse { results = try results.map { try $0.flipped([0]) } }
  results = try partialResults(of: results, count: size) { left, right in
    // Run from the end, the later item comes first.
    let (first, second) = reverse ? (right, left) : (left, right)
    let result = try combine(
      items.replacingLeaves(of: NDArray.self, with: first), items.replacingLeaves(of: NDArray.self, with: second)
    ).arrays()
    guard result.map(\.type) == left.map(\.type) else {
      throw ArrayError.structure(
        operation: "associativeScan",
        problem:
          "the operation must keep shapes and dtypes; it takes \(left.map(\.type)) and gives \(result.map(\.type))")
    }
    return result
  }
  if reverse { results = try results.map { try $0.flipped([0]) } }
  return try items.replacingLeaves(of: NDArray.self, with: zip(results, places).map { try $0.movingAxis(0, to: $1) })
}

/// The partial results of arrays with the axis first.
private func partialResults(
  of arrays: [NDArray], count: Int, _ combine: ([NDArray], [NDArray]) throws -> [NDArray]
) throws -> [NDArray] {
  if count < 2 { return arrays }
  // Pairs of neighbours combined, and those scanned, are the results at odd places. Each even one lacks its own item.
  let pairs = count / 2
  let even = try arrays.map { try $0[.slice(from: 0, to: 2 * pairs, by: 2)] }
  let odd = try arrays.map { try $0[.slice(from: 1, by: 2)] }
  let atOdd = try partialResults(of: combine(even, odd), count: pairs, combine)
  let rest = (count + 1) / 2 - 1
  let first = try arrays.map { try $0[0..<1] }
  guard rest > 0 else { return try interleave(first, atOdd, count) }
  let before = try atOdd.map { try $0[0..<rest] }
  let own = try arrays.map { try $0[.slice(from: 2, by: 2)] }
  let atEven = try zip(first, combine(before, own)).map { try NDArray.concatenate([$0, $1]) }
  return try interleave(atEven, atOdd, count)
}

/// The items at even places and those at odd ones, in turn.
private func interleave(_ even: [NDArray], _ odd: [NDArray], _ count: Int) throws -> [NDArray] {
  try zip(even, odd).map { even, odd in
    let parts = try [(even, 0), (odd, 1)].map { array, offset in
      var low = array.shape.map { _ in 0 }
      var high = low
      var interior = low
      (low[0], high[0], interior[0]) = (offset, count - offset - 2 * array.shape[0] + 1, 1)
      return try array.padded(low: low, high: high, interior: interior)
    }
    return try parts[0].dtype == .bool ? parts[0].logicalOr(parts[1]) : parts[0] + parts[1]
  }
}
