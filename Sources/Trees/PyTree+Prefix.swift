extension PyTree {
  /// The values of this tree spread over another that it is a prefix of: for each leaf of `whole`, in the order of
  /// ``leaves()``, the value that stands at its place here or at the place of a node around it.
  ///
  /// A prefix has, from the root down to its values, the children that `whole` has; types need not agree. So
  /// `Pair(0.1, 0.01)` gives one rate to all leaves of the first of two networks and another to all of the second.
  ///
  /// - Parameters:
  ///   - type: the type of the values; as in ``leaves(of:)`` nothing inside them counts.
  ///   - whole: the tree to spread the values over.
  /// - Throws: ``TreeError/differentStructure(path:difference:)`` where this tree is no prefix.
  public func broadcastLeaves<Leaf>(of type: Leaf.Type, over whole: some PyTree) throws -> [Leaf] {
    var spread: [Leaf] = []
    try addLeaves(of: type, from: self, over: whole, to: &spread)
    return spread
  }

  /// A copy in which every leaf of one type is combined with the value of a prefix tree that stands for its place.
  ///
  /// - Parameters:
  ///   - type: the type of the leaves.
  ///   - prefix: a tree of which this one goes on; see ``broadcastLeaves(of:over:)``.
  ///   - values: the type of the prefix's values.
  ///   - combine: gives the new leaf from a leaf and the value for its place.
  /// - Throws: ``TreeError/differentStructure(path:difference:)`` where `prefix` is no prefix, and as
  ///   ``mapLeaves(of:_:)``.
  public func mapLeaves<Leaf: TreeLeaf, Value>(
    of type: Leaf.Type, withPrefix prefix: some PyTree, of values: Value.Type, _ combine: (Leaf, Value) throws -> Leaf
  ) throws -> Self {
    let spread = zip(try leaves(), try prefix.broadcastLeaves(of: values, over: self))
    let matching = spread.filter { $0.0 is Leaf }.map(\.1)
    var used = 0
    return try mapLeaves(of: type) { leaf in
      defer { used += 1 }
      return try combine(leaf, matching[used])
    }
  }
}

/// Spreads one node of a prefix over the node at its place.
private func addLeaves<Leaf>(
  of type: Leaf.Type, from prefix: any PyTree, over whole: any PyTree, to spread: inout [Leaf]
) throws {
  if !isOptional(Swift.type(of: prefix)), let value = prefix as? Leaf {
    spread += repeatElement(value, count: try whole.leaves().count)
    return
  }
  let (children, others) = (try children(of: prefix), try Trees.children(of: whole))
  guard children.map(\.key) == others.map(\.key), !Swift.type(of: prefix).isTreeLeaf else {
    throw TreeError.differentStructure(
      path: TreePath(), difference: "the prefix has \(list(children, in: prefix)), the tree \(list(others, in: whole))")
  }
  for (child, other) in zip(children, others) {
    do {
      try addLeaves(of: type, from: child.value, over: other.value, to: &spread)
    } catch {
      throw located(error, inside: child.key)
    }
  }
}

private func list(_ children: [TreeChild], in node: any PyTree) -> String {
  let keys = children.prefix(4).map(\.key.description) + (children.count > 4 ? ["..."] : [])
  return "\(children.isEmpty ? "no children" : keys.joined(separator: ", ")) in a value of type \(type(of: node))"
}
