extension PyTree {
  /// The nodes at the given paths, in the order of the walk, each once.
  ///
  /// Of nodes that lie within one another only the outermost is found. Paths may leave out the `?` of optionals.
  ///
  /// - Parameters:
  ///   - paths: the paths, from this tree.
  ///   - ignoringMissing: leaves out paths that lead nowhere instead of throwing.
  /// - Throws: ``TreeError/noChild(path:type:children:rest:)`` for a path that leads nowhere;
  ///   ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func nodes(
    at paths: some Sequence<TreePath>, ignoringMissing: Bool = false
  ) throws -> [(path: TreePath, node: any PyTree)] {
    var wanted: Set<TreePath> = []
    for path in paths {
      do {
        wanted.insert(try resolve(path))
      } catch TreeError.noChild where ignoringMissing {
        continue
      }
    }
    var onTheWay: Set<TreePath> = []
    for path in wanted {
      for length in 0..<path.keys.count { onTheWay.insert(TreePath(Array(path.keys.prefix(length)))) }
    }
    var found: [(path: TreePath, node: any PyTree)] = []
    try descend { path, node in
      if wanted.contains(path) {
        found.append((path, node))
        return false
      }
      return onTheWay.contains(path)
    }
    return found
  }

  /// The largest nodes outside of the given ones: neither these, nor around them, nor inside.
  ///
  /// - Parameter paths: full paths in the order of the walk, none within another.
  /// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func largestNodes(outside paths: [TreePath]) throws -> [(path: TreePath, node: any PyTree)] {
    var next = 0
    var found: [(path: TreePath, node: any PyTree)] = []
    try descend { path, node in
      guard next < paths.count, path.isPrefix(of: paths[next]) else {
        found.append((path, node))
        return false
      }
      guard path == paths[next] else { return true }
      next += 1
      return false
    }
    return found
  }
}
