/// Which elements of two lists belong together.
struct ListAlignment {
  /// An element of the old list, of the new one, or one of each, in the order of both lists.
  struct Row: Hashable {
    var old: Int?
    var new: Int?
  }

  private(set) var rows: [Row] = []

  /// Aligns what is equal first, between that what is alike, and what then remains at one place in order.
  ///
  /// - Parameter relations: keys of the elements of both lists, those of equal elements, then those of ones alike.
  init<Key: Hashable>(_ relations: [(old: [Key], new: [Key])]) {
    guard let first = relations.first else { return }
    fill(first.old.indices, first.new.indices, relations[...])
  }

  private mutating func fill<Key: Hashable>(
    _ old: Range<Int>, _ new: Range<Int>, _ relations: ArraySlice<(old: [Key], new: [Key])>
  ) {
    guard let (oldKeys, newKeys) = relations.first else {
      let pairs = min(old.count, new.count)
      rows += zip(old, new).map { Row(old: $0, new: $1) }
      rows += old.dropFirst(pairs).map { Row(old: $0, new: nil) }
      rows += new.dropFirst(pairs).map { Row(old: nil, new: $0) }
      return
    }
    var (oldStart, newStart) = (old.lowerBound, new.lowerBound)
    for (one, other) in commonSubsequence(oldKeys[old], newKeys[new]) {
      fill(oldStart..<one, newStart..<other, relations.dropFirst())
      rows.append(Row(old: one, new: other))
      (oldStart, newStart) = (one + 1, other + 1)
    }
    fill(oldStart..<old.upperBound, newStart..<new.upperBound, relations.dropFirst())
  }
}
