public import Trees

/// A selection is itself a tree, of what is selected and of all the rest, so that it can be selected in and mapped over.
extension Selection: PyTree {
  /// Presents the two parts of the tree, and puts them together again when they were changed.
  ///
  /// - Throws: what the walker throws; ``TreeError/wrongType(path:declared:offered:)`` when a selected node was replaced
  ///   by one that its property or the selection cannot hold.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    var (selected, remainder) = try partition()
    try walker.child("selected", &selected)
    try walker.child("remainder", &remainder)
    guard Walker.mutates else { return }
    let values = try zip(paths, selected.nodes).map { path, node in
      guard let value = node as? Selected else {
        throw TreeError.wrongType(path: path, declared: "\(Selected.self)", offered: "\(type(of: node))")
      }
      return value
    }
    self = Selection(root: try combine(selected, remainder), paths: paths, values: values)
  }
}
