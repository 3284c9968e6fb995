/// What can go wrong between a tree and an operation over it.
public enum TreeError: Error, Hashable, Sendable {
  /// A property presented as a child holds a value that is no tree.
  case notATree(path: TreePath, type: String)
  /// A child was replaced by a value that its property cannot hold.
  case wrongType(path: TreePath, declared: String, offered: String)
}
