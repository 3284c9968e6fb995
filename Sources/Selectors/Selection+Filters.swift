public import Trees

extension Selection {
  /// Keeps the selected nodes for which a condition holds.
  ///
  /// - Throws: what `condition` throws.
  public func `where`(_ condition: (Selected) throws -> Bool) rethrows -> Self {
    try keeping { try condition(values[$0]) }
  }

  /// Keeps the selected nodes for which a condition on their paths from the root and themselves holds.
  ///
  /// - Throws: what `condition` throws.
  public func `where`(path condition: (TreePath, Selected) throws -> Bool) rethrows -> Self {
    try keeping { try condition(paths[$0], values[$0]) }
  }

  /// Keeps one selected node by its position; a negative one counts from the end.
  ///
  /// - Throws: ``SelectionError/positionOutOfRange(position:count:)``.
  public func pick(at position: Int) throws -> Self {
    try pick(at: [position])
  }

  /// Keeps selected nodes by their positions, negative ones counting from the end; the order stays that of the tree.
  ///
  /// - Throws: ``SelectionError/positionOutOfRange(position:count:)`` for the first position that does not exist.
  public func pick(at positions: [Int]) throws -> Self {
    let picked = try positions.map { position in
      let index = position < 0 ? count + position : position
      guard paths.indices.contains(index) else {
        throw SelectionError.positionOutOfRange(position: position, count: count)
      }
      return index
    }
    let wanted = Set(picked)
    return keeping(wanted.contains)
  }

  /// Continues inside each selected node with a selection of its own, and joins these.
  ///
  /// - Parameter choose: gets a selected node and returns a selection in it; where it has edited the node first, the
  ///   edited one takes its place in the tree.
  /// - Throws: what `choose` throws; `TreeError.wrongType` when an edited node does not fit.
  public func refine<Node, Inner>(
    _ choose: (Selected) throws -> Selection<Node, Inner>
  ) throws -> Selection<Root, Inner> {
    let inner = try values.map(choose)
    let edited = try replacingSelected { try tree(inner[$0].root) }
    let nodes = zip(paths, inner).flatMap { path, selection in
      zip(selection.paths, selection.values).map { (path.appending($0), $1) }
    }
    return Selection<Root, Inner>(root: edited, nodes: nodes)
  }

  /// The selection of all that the selected selections select, where these stand in the tree in place of nodes.
  ///
  /// - Throws: `TreeError.wrongType` when the tree of a selection does not fit its place.
  public func flattened<Node, Inner>() throws -> Selection<Root, Inner> where Selected == Selection<Node, Inner> {
    try refine { $0 }
  }

  private func keeping(_ condition: (Int) throws -> Bool) rethrows -> Self {
    let kept = try paths.indices.filter(condition)
    return Selection(root: root, paths: kept.map { paths[$0] }, values: kept.map { values[$0] })
  }
}
