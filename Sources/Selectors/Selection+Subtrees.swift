public import Trees

extension Selection {
  /// Selects the nodes within the selected ones, themselves included, for which a condition holds.
  ///
  /// An optional with a value is not asked about: the value inside is, and Swift's `is` takes one for the other.
  ///
  /// - Parameters:
  ///   - innermost: selects of nodes that lie within one another the innermost instead of the outermost ones; leaves of
  ///     the tree are then never selected.
  ///   - condition: says of a node whether it is to be selected.
  /// - Throws: what `condition` throws; `TreeError.notATree` when a child is no tree.
  public func atSubtrees(
    innermost: Bool = false, where condition: (any PyTree) throws -> Bool
  ) throws -> Selection<Root, any PyTree> {
    try subtrees(innermost: innermost) { _, _, node in try condition(node) }
  }

  /// Selects the nodes within the selected ones, themselves included, for which a condition on their path holds.
  ///
  /// - Parameters:
  ///   - absolute: gives the condition paths from the root instead of paths from the selected node.
  ///   - innermost: as in ``atSubtrees(innermost:where:)``.
  ///   - condition: says of a node whether it is to be selected.
  /// - Throws: what `condition` throws; `TreeError.notATree` when a child is no tree.
  public func atSubtrees(
    absolute: Bool = false, innermost: Bool = false, wherePath condition: (TreePath, any PyTree) throws -> Bool
  ) throws -> Selection<Root, any PyTree> {
    try subtrees(innermost: innermost) { base, path, node in
      try condition(absolute ? base.appending(path) : path, node)
    }
  }

  private func subtrees(
    innermost: Bool, _ condition: (_ base: TreePath, _ path: TreePath, _ node: any PyTree) throws -> Bool
  ) throws -> Selection<Root, any PyTree> {
    var bases = paths.makeIterator()
    return try within { node in
      let base = bases.next() ?? TreePath()
      var found: [(path: TreePath, node: any PyTree)] = []
      try node.descend { path, node in
        if innermost, type(of: node).isTreeLeaf { return false }
        if isFilledOptional(node) { return true }
        guard try condition(base, path, node) else { return true }
        // Nodes come before what is inside them, so only the last one found can be around this one.
        if innermost, let last = found.last, last.path.isPrefix(of: path) { found.removeLast() }
        found.append((path, node))
        return innermost
      }
      return found
    }
  }

  /// Selects the largest parts of the tree in which nothing is selected.
  ///
  /// - Throws: `TreeError.notATree` when a child is no tree.
  public func invert() throws -> Selection<Root, any PyTree> {
    Selection<Root, any PyTree>(root: root, nodes: try tree(root).largestNodes(outside: paths))
  }
}

/// Whether a node is an optional with a value, which a cast would take for the value inside.
func isFilledOptional(_ node: any PyTree) -> Bool {
  (node as? any OptionalNode)?.hasValue == true
}

/// Optionals, whatever they wrap.
private protocol OptionalNode {
  var hasValue: Bool { get }
}

extension Optional: OptionalNode {
  fileprivate var hasValue: Bool { self != nil }
}
