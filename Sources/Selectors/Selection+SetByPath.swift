public import Trees

extension Selection {
  /// The tree with each selected node replaced by the value for its path from the root.
  ///
  /// - Throws: ``SelectionError/wrongReplacementPaths(missing:unused:)`` unless there is one value for each selected path
  ///   and no other; `TreeError.wrongType` when a value does not fit its property.
  public func set(byPath replacements: [TreePath: any PyTree]) throws -> Root {
    let missing = paths.filter { replacements[$0] == nil }
    let unused = Set(replacements.keys).subtracting(paths)
    guard missing.isEmpty, unused.isEmpty else {
      throw SelectionError.wrongReplacementPaths(
        missing: missing, unused: unused.sorted { $0.description < $1.description })
    }
    return try apply { path, value in try replacements[path] ?? tree(value) }
  }

  /// The tree with each selected node replaced by what a function makes of its path from the root.
  ///
  /// - Throws: what `replacement` throws; `TreeError.wrongType` when a value does not fit.
  public func set(byPath replacement: (TreePath) throws -> any PyTree) throws -> Root {
    try apply { path, _ in try replacement(path) }
  }

  /// The tree with nodes inside of each selected node replaced by the values for their paths from there.
  ///
  /// - Throws: `TreeError.noChild` when a selected node has no node at a path;
  ///   ``SelectionError/nestedPlaces(outer:inner:)`` when one path lies within another;
  ///   `TreeError.wrongType` when a value does not fit its property.
  public func setInside(byPath replacements: [TreePath: any PyTree]) throws -> Root {
    try apply { value in
      let node = try tree(value)
      var full: [TreePath: any PyTree] = [:]
      for (path, replacement) in replacements { full[try node.resolve(path)] = replacement }
      let found = try node.nodes(at: full.keys)
      if let inner = full.keys.first(where: { path in !found.contains { $0.path == path } }),
        let outer = found.first(where: { $0.path.isPrefix(of: inner) })
      {
        throw SelectionError.nestedPlaces(outer: outer.path, inner: inner)
      }
      return try node.replacing(at: found.map(\.path)) { position, node in full[found[position].path] ?? node }
    }
  }
}
