/// The way from the root of a tree to one of its nodes.
///
/// It prints as the Swift expression that would go there, `.body.sublayers[2].weights["a"]`, and parses back.
public struct TreePath: Hashable, Sendable {
  /// The steps, from the root down.
  public var keys: [TreeKey]

  /// A path of the given steps; without any, the root itself.
  public init(_ keys: [TreeKey] = []) {
    self.keys = keys
  }

  /// Whether this is the path of the root.
  public var isRoot: Bool { keys.isEmpty }

  /// The path of the node that holds this one; of the root, nil.
  public var parent: TreePath? {
    isRoot ? nil : TreePath(Array(keys.dropLast()))
  }

  /// This path with one more step at its end.
  public func appending(_ key: TreeKey) -> TreePath {
    TreePath(keys + [key])
  }

  /// This path, then another that starts where this one ends.
  public func appending(_ path: TreePath) -> TreePath {
    TreePath(keys + path.keys)
  }

  /// Whether `other` is the same path or leads to a node within.
  public func isPrefix(of other: TreePath) -> Bool {
    other.keys.starts(with: keys)
  }
}

extension TreePath: ExpressibleByArrayLiteral {
  /// A path from its steps: `["body", "sublayers", .index(2)]`.
  public init(arrayLiteral keys: TreeKey...) {
    self.init(keys)
  }
}
