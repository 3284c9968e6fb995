/// A child of a tree and the key that it stands under.
public typealias TreeChild = (key: TreeKey, value: any PyTree)

/// The children of a tree, one level down, in the order of the walk; of a leaf, none.
///
/// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
public func children(of tree: any PyTree) throws -> [TreeChild] {
  var collector = ChildCollector()
  var copy = tree
  if !type(of: tree).isTreeLeaf { try copy.walk(&collector) }
  return collector.children
}

extension PyTree {
  /// A copy with other children: `transform` is called with every child and its key and returns the one to put there.
  ///
  /// - Throws: what `transform` throws; ``TreeError/wrongType(path:declared:offered:)`` when a property cannot hold
  ///   the child it gets.
  public func mapChildren(_ transform: (TreeKey, any PyTree) throws -> any PyTree) throws -> Self {
    guard !Self.isTreeLeaf else { return self }
    var copy = self
    try withoutActuallyEscaping(transform) { transform in
      var mapper = ChildMapper(transform: transform)
      try copy.walk(&mapper)
    }
    return copy
  }
}

/// Gathers children without going into them.
private struct ChildCollector: TreeWalker {
  static var mutates: Bool { false }
  var children: [TreeChild] = []

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) {
    children.append((key, value))
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}

/// Replaces children without going into them.
private struct ChildMapper: TreeWalker {
  let transform: (TreeKey, any PyTree) throws -> any PyTree

  init(transform: @escaping (TreeKey, any PyTree) throws -> any PyTree) {
    self.transform = transform
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    value = try fitting(try transform(key, value), as: Value.self)
  }

  mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws {
    value = try transform(key, value)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}

/// A replacement as the type that a property is declared to have.
func fitting<Value: PyTree>(_ replacement: any PyTree, as declared: Value.Type) throws -> Value {
  guard let value = replacement as? Value else {
    throw TreeError.wrongType(path: TreePath(), declared: "\(declared)", offered: "\(type(of: replacement))")
  }
  return value
}
