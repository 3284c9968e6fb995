public import Trees

/// What can go wrong between a selection and what is asked of it; faults of the tree are `TreeError`s.
public enum SelectionError: Error, Hashable, Sendable {
  /// One selected node was asked for; `paths` are selected.
  case notExactlyOne(paths: [TreePath])
  /// Another number of nodes was expected than are selected.
  case wrongCount(expected: Int, paths: [TreePath])
  /// The node at a path is not of the type that was asked for.
  case wrongType(path: TreePath, expected: String, found: String)
  /// A node was picked by a position that the selection does not have.
  case positionOutOfRange(position: Int, count: Int)
  /// More or fewer replacements than selected nodes.
  case wrongReplacementCount(expected: Int, offered: Int)
  /// Replacements by path lack some of the selected paths, or have others.
  case wrongReplacementPaths(missing: [TreePath], unused: [TreePath])
  /// Two places to select or replace, one of them within the other.
  case nestedPlaces(outer: TreePath, inner: TreePath)
  /// Elements can be added or removed beside the nodes of arrays only; this node's parent, if it has one, is no array.
  case notInAnArray(path: TreePath, parent: String?)
}

extension SelectionError: CustomStringConvertible {
  /// What was asked, what was found, and what to do.
  public var description: String {
    switch self {
    case .notExactlyOne(let paths):
      """
      get() needs exactly one selected node, but \(found(paths)). \
      Narrow the selection with at(...), where or pick(at:), or use getAll().
      """
    case .wrongCount(let expected, let paths):
      "Expected \(expected) selected \(expected == 1 ? "node" : "nodes"), but \(found(paths))."
    case .wrongType(let path, let expected, let found):
      """
      Asked for \(expected), but the node at \(path) is of type \(found). \
      Ask for \(found) or a protocol that it conforms to, or select by type with at(instancesOf:).
      """
    case .positionOutOfRange(let position, let count):
      """
      Cannot pick node \(position) of a selection of \(count); \
      \(count == 0 ? "nothing is selected" : "positions go from 0 to \(count - 1), or from -\(count) to -1 from the end").
      """
    case .wrongReplacementCount(let expected, let offered):
      "There must be one replacement for each selected node: \(expected) selected, \(offered) offered."
    case .wrongReplacementPaths(let missing, let unused):
      """
      There must be one replacement for each selected path: \
      \(missing.isEmpty ? "none is" : list(missing)) missing, \(unused.isEmpty ? "none is" : list(unused)) not selected.
      """
    case .nestedPlaces(let outer, let inner):
      "\(inner) lies within \(outer): selected nodes are never nested. Name one of the two."
    case .notInAnArray(let path, nil):
      "\(path.isRoot ? "The root" : path.description) is selected, but only elements of arrays can be added or removed."
    case .notInAnArray(let path, let parent?):
      """
      Only elements of arrays can be added or removed, but the node at \(path) lies in a value of type \(parent). \
      Select elements of an array, or use apply to replace the node.
      """
    }
  }

  private func found(_ paths: [TreePath]) -> String {
    paths.isEmpty ? "nothing is selected" : "\(paths.count) \(paths.count == 1 ? "is" : "are"): \(list(paths))"
  }

  private func list(_ paths: [TreePath]) -> String {
    let shown = paths.prefix(8).map(\.description).joined(separator: ", ")
    return paths.count <= 8 ? shown : "\(shown) and \(paths.count - 8) more"
  }
}

extension SelectionError: LocatedError {
  /// The same error, its paths starting one step higher.
  public func located(inside key: TreeKey) -> SelectionError {
    func under(_ path: TreePath) -> TreePath { TreePath([key] + path.keys) }
    switch self {
    case .nestedPlaces(let outer, let inner):
      return .nestedPlaces(outer: under(outer), inner: under(inner))
    case .wrongType(let path, let expected, let found):
      return .wrongType(path: under(path), expected: expected, found: found)
    case .notExactlyOne, .wrongCount, .positionOutOfRange, .wrongReplacementCount, .wrongReplacementPaths,
      .notInAnArray:
      // These count paths from the root of their selection.
      return self
    }
  }
}
