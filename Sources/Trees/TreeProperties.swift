/// A stored property of a tree as its walk presents it.
public struct TreeProperty {
  /// The key that it stands under.
  public let key: TreeKey
  /// What it holds: a tree if it is a child, else a static value.
  public let value: Any
  /// Whether it is a child of the tree, not a part of its structure.
  public let isChild: Bool
}

/// The stored properties of a tree, children and static ones, in the order of the walk; of a leaf, none.
///
/// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
public func properties(of tree: any PyTree) throws -> [TreeProperty] {
  var collector = PropertyCollector()
  var copy = tree
  try copy.walk(&collector)
  return collector.properties
}

/// Writes down what the walk presents, without going into it.
private struct PropertyCollector: TreeWalker {
  static var mutates: Bool { false }
  var properties: [TreeProperty] = []

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) {
    properties.append(TreeProperty(key: key, value: value, isChild: true))
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {
    properties.append(TreeProperty(key: name, value: value, isChild: false))
  }
}
