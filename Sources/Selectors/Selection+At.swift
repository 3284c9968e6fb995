public import Trees

extension Selection {
  /// Selects, in each selected node, the node that a path leads to: `at(\.body.sublayers[2])`.
  ///
  /// Past an existential, such as `body`, nodes are known as `any PyTree` only; ``at(_:as:)`` gives them a type.
  ///
  /// - Parameter accessor: a key path or a closure that goes from the selected node to one inside it; see
  ///   ``TreeCursor`` for what it may name.
  /// - Throws: `TreeError.noChild` naming the longest part of the path that exists;
  ///   `TreeError.notAProperty` for a step that is no stored property;
  ///   ``SelectionError/wrongType(path:expected:found:)`` when the node has another type than the path promised.
  public func at<Value>(
    _ accessor: (TreeCursor<Selected>) throws -> TreeCursor<Value>
  ) throws -> Selection<Root, Value> {
    try at(accessor, as: Value.self)
  }

  /// Selects, in each selected node, the node that a path leads to, as a type that the path does not know:
  /// `at(\.body.sublayers[2], as: (any Layer).self)`.
  ///
  /// - Parameters:
  ///   - accessor: a path that goes past an existential, as in ``at(_:)``.
  ///   - type: the type of the node there, or a protocol that it conforms to.
  /// - Throws: as ``at(_:)`` does.
  public func at<Promised, Value>(
    _ accessor: (TreeCursor<Selected>) throws -> TreeCursor<Promised>, as type: Value.Type
  ) throws -> Selection<Root, Value> {
    let path = try accessor(TreeCursor()).path()
    return try within { node in
      var found: [(path: TreePath, node: Value)] = []
      try node.withNode(at: path) { path, node in
        guard let value = node as? Value else {
          throw SelectionError.wrongType(path: TreePath(), expected: "\(type)", found: "\(Swift.type(of: node))")
        }
        found.append((path, value))
      }
      return found
    }
  }

  /// Selects, in each selected node, the node at a path from there.
  ///
  /// - Throws: `TreeError.noChild` naming the longest part of the path that exists.
  public func at(path: TreePath) throws -> Selection<Root, any PyTree> {
    try within { node in
      var found: [(path: TreePath, node: any PyTree)] = []
      try node.withNode(at: path) { found.append(($0, $1)) }
      return found
    }
  }

  /// Selects the nodes of one type within the selected ones, themselves included.
  ///
  /// - Parameter type: a concrete type, a class (whose subclasses count), or a protocol: `(any Layer).self`.
  /// - Parameter innermost: selects of nodes that lie within one another the innermost instead of the outermost ones;
  ///   leaves of the tree are then never selected.
  /// - Throws: `TreeError.notATree` when a child is no tree.
  @inlinable
  public func at<Instance>(
    instancesOf type: Instance.Type, innermost: Bool = false
  ) throws -> Selection<Root, Instance> {
    try within { node in
      innermost ? try innermostInstances(of: type, in: node) : try node.leavesWithPaths(of: type)
    }
  }

  /// Selects the children of the selected nodes; selected leaves drop out.
  ///
  /// - Throws: `TreeError.notATree` when a child is no tree.
  public func atChildren() throws -> Selection<Root, any PyTree> {
    try within { try children(of: $0).map { (TreePath([$0.key]), $0.value) } }
  }

  /// Selects the leaves within the selected nodes, themselves included; empty containers are no leaves.
  ///
  /// - Throws: `TreeError.notATree` when a child is no tree.
  public func atLeaves() throws -> Selection<Root, any PyTree> {
    try within { try $0.leavesWithPaths() }
  }

  /// Selects nodes inside each selected node, given by their paths from there in the order of the walk.
  @inlinable
  func within<Inner>(
    _ find: (any PyTree) throws -> [(path: TreePath, node: Inner)]
  ) throws -> Selection<Root, Inner> {
    var nodes: [(path: TreePath, node: Inner)] = []
    for (path, value) in zip(paths, values) {
      do {
        let found = try find(try tree(value))
        nodes += path.isRoot ? found : found.map { (path.appending($0.path), $0.node) }
      } catch let error as any LocatedError {
        throw path.keys.reversed().reduce(error) { $0.located(inside: $1) }
      }
    }
    return Selection<Root, Inner>(root: root, nodes: nodes)
  }
}

/// The nodes of one type with no other of that type inside, leaves left out.
@usableFromInline
func innermostInstances<Instance>(
  of type: Instance.Type, in node: any PyTree
) throws -> [(path: TreePath, node: Instance)] {
  var found: [(path: TreePath, node: Instance)] = []
  try node.descend { path, node in
    if Swift.type(of: node).isTreeLeaf { return false }
    guard !isFilledOptional(node), let instance = node as? Instance else { return true }
    // Nodes come before what is inside them, so only the last one found can be around this one.
    if let last = found.last, last.path.isPrefix(of: path) { found.removeLast() }
    found.append((path, instance))
    return true
  }
  return found
}
