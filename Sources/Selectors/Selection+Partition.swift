public import Trees

extension Selection {
  /// Splits the tree into the selected nodes and all the rest; `combine(_:_:)` puts the two together again.
  ///
  /// - Parameter atLeaves: makes parts of leaves, instead of the selected nodes and the largest nodes besides.
  /// - Throws: `TreeError.notATree` when a child is no tree.
  public func partition(
    atLeaves: Bool = false
  ) throws -> (selected: TreePart<Root>, remainder: TreePart<Root>) {
    let nodes = try zip(paths, values).map { (path: $0, node: try tree($1)) }
    return try tree(root).partition(as: Root.self, at: nodes, atLeaves: atLeaves)
  }
}
