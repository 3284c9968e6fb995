public import Trees

extension Selection {
  /// Selects, in each selected node, the nodes at some paths from there; of paths within one another the outermost.
  ///
  /// - Parameters:
  ///   - paths: the paths, from each selected node.
  ///   - ignoringMissing: leaves out paths that lead nowhere, which selected nodes of different types may want.
  /// - Throws: `TreeError.noChild` naming the longest part of a path that exists.
  public func at(
    paths: some Sequence<TreePath>, ignoringMissing: Bool = false
  ) throws -> Selection<Root, any PyTree> {
    let paths = Array(paths)
    return try within { try $0.nodes(at: paths, ignoringMissing: ignoringMissing) }
  }

  /// Selects, in each selected node, several nodes inside it: `at(several: { [$0.body, $0.head.weight] })`.
  ///
  /// - Parameter accessors: names the places, of any types; named twice they count once, and they are selected in the
  ///   order of the tree.
  /// - Throws: ``SelectionError/nestedPlaces(outer:inner:)`` when one place lies within another, and as ``at(_:)``.
  public func at(
    several accessors: (TreeCursor<Selected>) throws -> [any TreePlace]
  ) throws -> Selection<Root, any PyTree> {
    let places = try accessors(TreeCursor()).map { try $0.path() }
    return try within { node in
      let found = try node.nodes(at: places)
      for place in places {
        let full = try node.resolve(place)
        if let outer = found.first(where: { $0.path.isPrefix(of: full) && $0.path != full }) {
          throw SelectionError.nestedPlaces(outer: outer.path, inner: full)
        }
      }
      return found
    }
  }

  /// Selects, in each selected node, several nodes of one type inside it.
  ///
  /// - Throws: `TreeError.wrongType` when a node has another type than its place promised, and
  ///   as the form for any types.
  public func at<Value>(
    several accessors: (TreeCursor<Selected>) throws -> [TreeCursor<Value>]
  ) throws -> Selection<Root, Value> {
    let selection = try at(several: { try accessors($0).map { $0 as any TreePlace } })
    return try Selection<Root, Value>(
      root: root,
      nodes: zip(selection.paths, selection.values).map { path, node in
        guard let value = node as? Value else {
          throw TreeError.wrongType(path: path, declared: "\(Value.self)", offered: "\(type(of: node))")
        }
        return (path, value)
      })
  }
}
