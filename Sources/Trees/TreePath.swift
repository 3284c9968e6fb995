/// The way from the root of a tree to one of its nodes.
public struct TreePath: Hashable, Sendable {
  /// The steps, from the root down.
  public var keys: [TreeKey]

  /// A path of the given steps; without any, the root itself.
  public init(_ keys: [TreeKey] = []) {
    self.keys = keys
  }
}
