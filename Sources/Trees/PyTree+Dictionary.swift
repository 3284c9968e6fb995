/// Dictionaries are trees of their values, visited in the order of their sorted keys.
extension Dictionary: PyTree where Key: Comparable & LosslessStringConvertible {
  /// Presents the values under their keys, written as strings.
  ///
  /// - Throws: what the walker throws; ``TreeError/notATree(path:type:)`` when a value is no tree.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    let type = TreeTypes.tree(Value.self)
    for index in sortedIndices() {
      let key = TreeKey.entry(self[index].key.description)
      guard walker.wants(key) else { continue }
      var value = self[index].value
      if let type {
        try walkValue(as: type, key, &value, &walker)
      } else {
        try walker.child(key, &value)
      }
      if Walker.mutates { values[index] = value }
    }
  }

  /// Where the entries are, in the order of their keys.
  private func sortedIndices() -> [Index] {
    let indices = Array(indices)
    guard Key.self == String.self else { return indices.sorted { self[$0].key < self[$1].key } }
    // Sorted as what they are: comparing strings as any keys costs several times as much.
    let names = indices.map { unsafeBitCast(self[$0].key, to: String.self) }
    return names.indices.sorted { names[$0] < names[$1] }.map { indices[$0] }
  }

  private func walkValue<Tree: PyTree, Walker: TreeWalker>(
    as type: Tree.Type, _ key: TreeKey, _ value: inout Value, _ walker: inout Walker
  ) throws {
    // `Tree` is `Value`, found at run time.
    var tree = unsafeBitCast(value, to: Tree.self)
    try walker.child(key, &tree)
    if Walker.mutates { value = unsafeBitCast(tree, to: Value.self) }
  }
}
