/// Optionals are trees of the value inside, if there is one.
extension Optional: PyTree {
  /// Presents the value inside under ``TreeKey/unwrapped``.
  ///
  /// - Throws: what the walker throws; ``TreeError/notATree(path:type:)`` when the value is no tree.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    guard var value = self, walker.wants(.unwrapped) else { return }
    if let type = TreeTypes.tree(Wrapped.self) {
      try walkWrapped(as: type, &value, &walker)
    } else {
      try walker.child(.unwrapped, &value)
    }
    if Walker.mutates { self = value }
  }

  private func walkWrapped<Tree: PyTree, Walker: TreeWalker>(
    as type: Tree.Type, _ value: inout Wrapped, _ walker: inout Walker
  ) throws {
    // `Tree` is `Wrapped`, found at run time.
    var tree = unsafeBitCast(value, to: Tree.self)
    try walker.child(.unwrapped, &tree)
    if Walker.mutates { value = unsafeBitCast(tree, to: Wrapped.self) }
  }
}

/// Marks the optional types, whatever they wrap.
private protocol OptionalTree {}
extension Optional: OptionalTree {}

/// Whether a type is an optional.
package func isOptional(_ type: Any.Type) -> Bool { type is any OptionalTree.Type }
