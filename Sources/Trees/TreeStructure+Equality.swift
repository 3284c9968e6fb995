extension TreeStructure: Hashable {
  /// Whether two trees have the same nodes, keys, static values and leaf types.
  public static func == (one: TreeStructure, other: TreeStructure) -> Bool {
    one.fingerprint == other.fingerprint && one.entries == other.entries
  }

  /// Feeds the hash computed when the structure was made.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fingerprint)
  }
}

extension TreeStructure.Entry: Equatable {
  static func == (one: Self, other: Self) -> Bool {
    one.depth == other.depth && one.content == other.content && one.key == other.key
  }
}

extension TreeStructure.Entry.Content: Equatable {
  static func == (one: Self, other: Self) -> Bool {
    switch (one, other) {
    case (.node(let one), .node(let other)), (.leaf(let one), .leaf(let other)): one == other
    case (.constant(let one), .constant(let other)): areEqual(one, other)
    default: false
    }
  }
}

/// Whether two values are of one type and equal.
private func areEqual<One: Hashable, Other: Hashable>(_ one: One, _ other: Other) -> Bool {
  One.self == Other.self && one == unsafeBitCast(other, to: One.self)
}

extension TreeStructure {
  /// Where this structure first departs from another, in the order of the walk, and how; nil when they are equal.
  ///
  /// - Parameter names: what the two are called in the difference, this one first.
  public func firstDifference(
    from other: TreeStructure, names: (String, String) = ("the first", "the second")
  ) -> (path: TreePath, difference: String)? {
    guard self != other else { return nil }
    var keys: [TreeKey] = []
    for (one, other) in zip(entries, other.entries) {
      let outside = keys.prefix(max(0, min(one.depth, other.depth) - 1))
      if one.depth != other.depth {
        // One of them has a child more at the end of a node that the other has left.
        let extra = one.depth > other.depth ? one : other
        let path = TreePath(Array(keys.prefix(extra.depth - 1)) + [extra.key])
        return (path, "only \(one.depth > other.depth ? names.0 : names.1) has \(extra.content.summary)")
      }
      if one.key != other.key {
        return (TreePath(Array(outside)), "\(names.0) has \(one.key) where \(names.1) has \(other.key)")
      }
      keys = one.depth == 0 ? [] : outside + [one.key]
      if one.content != other.content {
        return (TreePath(keys), one.content.difference(from: other.content, names))
      }
    }
    let (first, longer) =
      entries.count > other.entries.count
      ? (names.0, entries[other.entries.count]) : (names.1, other.entries[entries.count])
    let path = TreePath(Array(keys.prefix(longer.depth - 1)) + [longer.key])
    return (path, "only \(first) has \(longer.content.summary)")
  }
}

extension TreeStructure.Entry.Content {
  /// What the two are, and what to do about it where that is known.
  fileprivate func difference(from other: Self, _ names: (String, String)) -> String {
    let difference = "\(names.0) has \(summary), \(names.1) \(other.summary)"
    guard case (.constant(let one as any AdvisedStatic), .constant(let other)) = (self, other),
      let advice = one.advice(againstAny: other)
    else { return difference }
    return "\(difference); \(advice)"
  }

  /// The content in a few words.
  fileprivate var summary: String {
    switch self {
    case .node(let type): "a node of type \(type)"
    case .leaf(let type): "a leaf of type \(type)"
    case .constant(let value): "the static value \(String(reflecting: value))"
    }
  }
}
