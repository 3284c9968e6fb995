extension PyTree {
  /// Splits the tree into the nodes at some paths and all the rest; ``combine(_:_:)`` puts the two together again.
  ///
  /// - Parameters:
  ///   - paths: in any order; of paths within one another the outermost counts.
  ///   - atLeaves: makes parts of leaves, instead of the nodes at the paths and the largest nodes besides.
  /// - Throws: ``TreeError/noChild(path:type:children:rest:)`` for a path that leads nowhere;
  ///   ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func partition(
    at paths: some Sequence<TreePath>, atLeaves: Bool = false
  ) throws -> (selected: TreePart<Self>, remainder: TreePart<Self>) {
    try partition(as: Self.self, at: nodes(at: paths), atLeaves: atLeaves)
  }

  /// Splits the tree, a `Whole` where its type is known, into some nodes and all the rest.
  ///
  /// - Parameters:
  ///   - whole: what the parts make up together: the type of this tree, or an existential that holds it.
  ///   - selected: nodes of the tree with their full paths, in the order of the walk, none within another.
  ///   - atLeaves: as in ``partition(at:atLeaves:)``.
  /// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
  package func partition<Whole>(
    as whole: Whole.Type, at selected: [(path: TreePath, node: any PyTree)], atLeaves: Bool
  ) throws -> (selected: TreePart<Whole>, remainder: TreePart<Whole>) {
    let frame = try TreeFrame(of: self)
    func part(_ nodes: [(path: TreePath, node: any PyTree)]) throws -> TreePart<Whole> {
      guard atLeaves else { return TreePart(nodes: nodes, frame: frame) }
      let leaves = try nodes.flatMap { path, node in
        try node.leavesWithPaths().map { (path: path.appending($0.path), node: $0.node) }
      }
      return TreePart(nodes: leaves, frame: frame)
    }
    return (try part(selected), try part(largestNodes(outside: selected.map(\.path))))
  }
}

/// The tree that parts of it make up.
///
/// - Throws: ``TreeError/overlappingParts(path:)`` when two parts have one node, even with equal values;
///   ``TreeError/missingParts(paths:)`` when leaves are in no part; ``TreeError/differentStructure(path:difference:)``
///   when the parts are not of trees of one structure; ``TreeError/wrongType(path:declared:offered:)`` when a node of a
///   part was changed into one that does not fit.
public func combine<Whole>(_ part: TreePart<Whole>, _ others: TreePart<Whole>...) throws -> Whole {
  try part.merged(with: others).whole()
}

extension TreePart {
  /// The part that has the nodes of this one and of others.
  ///
  /// - Throws: ``TreeError/overlappingParts(path:)`` and ``TreeError/differentStructure(path:difference:)`` as
  ///   ``combine(_:_:)``.
  public func merged(with others: TreePart...) throws -> TreePart {
    try merged(with: others)
  }

  func merged(with others: [TreePart]) throws -> TreePart {
    var nodes: [TreePath: any PyTree] = [:]
    for part in [self] + others {
      if let (path, difference) = frame.structure.firstDifference(from: part.frame.structure) {
        throw TreeError.differentStructure(path: path, difference: difference)
      }
      for (path, node) in zip(part.paths, part.nodes) where nodes.updateValue(node, forKey: path) != nil {
        throw TreeError.overlappingParts(path: path)
      }
    }
    let ordered = try frame.tree.nodes(at: nodes.keys).map {
      (path: $0.path, node: nodes.removeValue(forKey: $0.path) ?? $0.node)
    }
    // What was not found lies inside of a node of another part.
    if let inside = nodes.keys.min(by: { $0.keys.count < $1.keys.count }) {
      throw TreeError.overlappingParts(path: inside)
    }
    return TreePart(nodes: ordered, frame: frame)
  }

  /// The whole tree with the nodes of this part, and the paths of the largest nodes that it does not have.
  ///
  /// - Throws: ``TreeError/wrongType(path:declared:offered:)`` as ``combine(_:_:)``.
  package func wholeWithHoles() throws -> (tree: any PyTree, holes: [TreePath]) {
    (try filled(), try frame.tree.largestNodes(outside: paths).map(\.path))
  }

  /// The frame with the nodes of this part in their places.
  private func filled() throws -> any PyTree {
    paths == [TreePath()] ? nodes[0] : try frame.tree.replacing(at: paths) { position, _ in nodes[position] }
  }

  /// The whole tree, if this part has all of it.
  ///
  /// - Throws: ``TreeError/missingParts(paths:)`` and ``TreeError/wrongType(path:declared:offered:)`` as
  ///   ``combine(_:_:)``.
  public func whole() throws -> Whole {
    let missing = try frame.tree.largestNodes(outside: paths).flatMap { path, node in
      try node.leavesWithPaths().map { path.appending($0.path) }
    }
    guard missing.isEmpty else { throw TreeError.missingParts(paths: missing) }
    let whole = try filled()
    guard let whole = whole as? Whole else {
      throw TreeError.wrongType(path: TreePath(), declared: "\(Whole.self)", offered: "\(type(of: whole))")
    }
    return whole
  }
}
