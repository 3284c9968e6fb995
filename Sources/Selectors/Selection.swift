public import Trees

/// Parts of a tree, chosen to be looked at or replaced.
///
/// ```swift
/// let wider = try select(model).at(instancesOf: Linear.self).apply { addBias(to: $0) }
/// ```
///
/// A selection is a value: it holds the tree, and the paths and values of what is selected, in the order of the walk;
/// no selected node lies within another. Edits return a new tree that shares with this one all that was not replaced.
/// As a sequence it goes through the selected values.
public struct Selection<Root, Selected> {
  /// The tree selected from, unchanged.
  public let root: Root

  /// Where the selected nodes are, from the root, in the order of the walk.
  public let paths: [TreePath]

  /// The selected nodes, in the order of the walk.
  public let values: [Selected]

  /// A selection of nodes that are known to be at the given paths, in order and not nested.
  @inlinable
  init(root: Root, paths: [TreePath], values: [Selected]) {
    self.root = root
    self.paths = paths
    self.values = values
  }

  /// A selection of nodes with their paths.
  @inlinable
  init(root: Root, nodes: [(path: TreePath, node: Selected)]) {
    self.init(root: root, paths: nodes.map { $0.path }, values: nodes.map { $0.node })
  }
}

/// Selects a whole tree: the start of every selection.
public func select<Root: PyTree>(_ root: Root) -> Selection<Root, Root> {
  Selection(root: root, paths: [TreePath()], values: [root])
}

/// Selects a whole tree held as an existential, such as `any Layer`: the start of every selection.
///
/// - Throws: `TreeError.notATree` when the value is no tree.
public func select<Root>(_ root: Root) throws -> Selection<Root, Root> {
  _ = try tree(root)
  return Selection(root: root, paths: [TreePath()], values: [root])
}

/// The value as a tree.
@usableFromInline
func tree<Value>(_ value: Value) throws -> any PyTree {
  guard let tree = value as? any PyTree else {
    throw TreeError.notATree(path: TreePath(), type: "\(type(of: value as Any))")
  }
  return tree
}

extension Selection: Sequence {
  /// Goes through the selected values in the order of the walk.
  public func makeIterator() -> IndexingIterator<[Selected]> { values.makeIterator() }
}

extension Selection: CustomStringConvertible {
  /// How many nodes are selected, and where.
  public var description: String {
    let total = "\(count) \(count == 1 ? "node" : "nodes") selected in \(Root.self)"
    return isEmpty ? total : total + ": " + paths.map(\.description).joined(separator: ", ")
  }
}
