/// Which elements of two lists belong together.
struct ListAlignment {
  /// An element of the old list, of the new one, or one of each, in the order of both lists.
  struct Row: Hashable {
    var old: Int?
    var new: Int?
  }

  private(set) var rows: [Row] = []

  /// Aligns what is equal first, between that what is alike, and what then remains at one place in order.
  init(
    _ oldCount: Int, _ newCount: Int, equal: @escaping (Int, Int) -> Bool, alike: @escaping (Int, Int) -> Bool
  ) {
    fill(0..<oldCount, 0..<newCount, [equal, alike])
  }

  private mutating func fill(_ old: Range<Int>, _ new: Range<Int>, _ relations: [(Int, Int) -> Bool]) {
    guard let relation = relations.first else {
      let pairs = min(old.count, new.count)
      rows += zip(old, new).map { Row(old: $0, new: $1) }
      rows += old.dropFirst(pairs).map { Row(old: $0, new: nil) }
      rows += new.dropFirst(pairs).map { Row(old: nil, new: $0) }
      return
    }
    var (oldStart, newStart) = (old.lowerBound, new.lowerBound)
    for (one, other) in longestCommonSubsequence(old, new, relation) {
      fill(oldStart..<one, newStart..<other, Array(relations.dropFirst()))
      rows.append(Row(old: one, new: other))
      (oldStart, newStart) = (one + 1, other + 1)
    }
    fill(oldStart..<old.upperBound, newStart..<new.upperBound, Array(relations.dropFirst()))
  }
}

/// How many pairs of elements are compared at most before only the ends of two lists are aligned.
private let mostPairs = 1_000_000

/// Pairs of related elements, as many as there can be in one order; in very long lists those at both ends only.
private func longestCommonSubsequence(
  _ old: Range<Int>, _ new: Range<Int>, _ related: (Int, Int) -> Bool
) -> [(Int, Int)] {
  let shorter = min(old.count, new.count)
  let head = (0..<shorter).first { !related(old.lowerBound + $0, new.lowerBound + $0) } ?? shorter
  let tail =
    (0..<shorter - head).first { !related(old.upperBound - 1 - $0, new.upperBound - 1 - $0) } ?? shorter - head
  let (oldMiddle, newMiddle) = (
    old.lowerBound + head..<old.upperBound - tail, new.lowerBound + head..<new.upperBound - tail
  )
  var pairs = (0..<head).map { (old.lowerBound + $0, new.lowerBound + $0) }
  if oldMiddle.count * newMiddle.count <= mostPairs { pairs += table(oldMiddle, newMiddle, related) }
  return pairs + (0..<tail).map { (oldMiddle.upperBound + $0, newMiddle.upperBound + $0) }
}

/// The pairs by the table of the lengths of the longest sequences that remain.
private func table(_ old: Range<Int>, _ new: Range<Int>, _ related: (Int, Int) -> Bool) -> [(Int, Int)] {
  guard !old.isEmpty, !new.isEmpty else { return [] }
  let width = new.count + 1
  var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
  for i in old.indices.reversed() {
    for j in new.indices.reversed() {
      let place = (i - old.lowerBound) * width + j - new.lowerBound
      lengths[place] =
        related(i, j) ? lengths[place + width + 1] + 1 : max(lengths[place + width], lengths[place + 1])
    }
  }
  var pairs: [(Int, Int)] = []
  var (i, j) = (old.lowerBound, new.lowerBound)
  while i < old.upperBound, j < new.upperBound {
    let place = (i - old.lowerBound) * width + j - new.lowerBound
    if related(i, j), lengths[place] == lengths[place + width + 1] + 1 {
      pairs.append((i, j))
      (i, j) = (i + 1, j + 1)
    } else if lengths[place + width] >= lengths[place + 1] {
      i += 1
    } else {
      j += 1
    }
  }
  return pairs
}
