/// Dictionaries are trees of their values, visited in the order of their sorted keys.
extension Dictionary: PyTree where Key: Comparable & LosslessStringConvertible {
  /// Presents the values under their keys, written as strings.
  ///
  /// - Throws: what the walker throws; ``TreeError/notATree(path:type:)`` when a value is no tree.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    let type = Value.self as? any PyTree.Type
    // Keys sorted by themselves: looking each up once costs less than looking two up for every comparison.
    for name in keys.sorted() {
      let key = TreeKey.entry(name.description)
      guard walker.enters(key), let index = index(forKey: name) else { continue }
      var value = self[index].value
      if let type {
        try walkValue(as: type, key, &value, &walker)
      } else {
        try walker.child(key, &value)
      }
      if Walker.mutates { values[index] = value }
    }
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
