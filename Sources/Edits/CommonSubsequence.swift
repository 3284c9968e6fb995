/// How many pairs of elements are compared at most before a subsequence need not be the longest.
private let mostPairs = 1_000_000

/// Places of equal elements in two lists, in the order of both: as many as there can be or, in long lists that differ
/// much, those around the elements that stand once in both.
func commonSubsequence<Key: Hashable>(_ old: ArraySlice<Key>, _ new: ArraySlice<Key>) -> [(Int, Int)] {
  let head = zip(old, new).prefix { $0 == $1 }.count
  let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
  let (oldMiddle, newMiddle) = (old.dropFirst(head).dropLast(tail), new.dropFirst(head).dropLast(tail))
  let isShort = oldMiddle.count.multipliedReportingOverflow(by: newMiddle.count).partialValue <= mostPairs
  return (0..<head).map { (old.startIndex + $0, new.startIndex + $0) }
    + (isShort ? longest(oldMiddle, newMiddle) : aroundAnchors(oldMiddle, newMiddle))
    + (0..<tail).map { (oldMiddle.endIndex + $0, newMiddle.endIndex + $0) }
}

/// The longest subsequence, by the table of the lengths of those that remain.
private func longest<Key: Hashable>(_ old: ArraySlice<Key>, _ new: ArraySlice<Key>) -> [(Int, Int)] {
  let width = new.count + 1
  var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
  func place(_ i: Int, _ j: Int) -> Int { (i - old.startIndex) * width + j - new.startIndex }
  for i in old.indices.reversed() {
    for j in new.indices.reversed() {
      lengths[place(i, j)] =
        old[i] == new[j] ? lengths[place(i + 1, j + 1)] + 1 : max(lengths[place(i + 1, j)], lengths[place(i, j + 1)])
    }
  }
  var pairs: [(Int, Int)] = []
  var (i, j) = (old.startIndex, new.startIndex)
  while i < old.endIndex, j < new.endIndex {
    if old[i] == new[j] {
      pairs.append((i, j))
      (i, j) = (i + 1, j + 1)
    } else if lengths[place(i + 1, j)] >= lengths[place(i, j + 1)] {
      i += 1
    } else {
      j += 1
    }
  }
  return pairs
}

/// The elements that stand once in each list, as many of them as are in one order, and what is common between them.
private func aroundAnchors<Key: Hashable>(_ old: ArraySlice<Key>, _ new: ArraySlice<Key>) -> [(Int, Int)] {
  let (oldPlaces, newPlaces) = (placesOfSingles(old), placesOfSingles(new))
  let singles = oldPlaces.compactMap { key, place in newPlaces[key].map { (place, $0) } }.sorted { $0.0 < $1.0 }
  let anchors = longestRise(singles)
  guard !anchors.isEmpty else { return [] }
  var pairs: [(Int, Int)] = []
  var (oldStart, newStart) = (old.startIndex, new.startIndex)
  for (one, other) in anchors {
    pairs += commonSubsequence(old[oldStart..<one], new[newStart..<other])
    pairs.append((one, other))
    (oldStart, newStart) = (one + 1, other + 1)
  }
  return pairs + commonSubsequence(old[oldStart...], new[newStart...])
}

private func placesOfSingles<Key: Hashable>(_ keys: ArraySlice<Key>) -> [Key: Int] {
  var places: [Key: Int?] = [:]
  for (place, key) in zip(keys.indices, keys) {
    places.updateValue(places[key] == nil ? place : nil, forKey: key)
  }
  return places.compactMapValues { $0 }
}

/// As many pairs as have their second numbers in rising order, by the ends of the best sequences of each length.
private func longestRise(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
  var ends: [Int] = []
  var before = [Int?](repeating: nil, count: pairs.count)
  for (position, pair) in pairs.enumerated() {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if pairs[ends[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
    }
    before[position] = low > 0 ? ends[low - 1] : nil
    if low == ends.count { ends.append(position) } else { ends[low] = position }
  }
  var rise: [(Int, Int)] = []
  var next = ends.last
  while let position = next {
    rise.append(pairs[position])
    next = before[position]
  }
  return rise.reversed()
}
