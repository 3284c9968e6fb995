extension PyTree {
  /// All leaves, in the order of the walk; dictionaries in the order of their sorted keys.
  ///
  /// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func leaves() throws -> [any PyTree] {
    var collector = AnyLeafCollector()
    var copy = self
    try collector.enter(&copy)
    return collector.leaves
  }

  /// The leaves of one type, in the order of the walk.
  ///
  /// Values of `type` count whether their type is a leaf or not, and nothing inside them does; `type` may also be a
  /// protocol, as in `leaves(of: (any Layer).self)`, which finds the outermost ones.
  ///
  /// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func leaves<Leaf>(of type: Leaf.Type) throws -> [Leaf] {
    var collector = LeafCollector<Leaf>()
    var copy = self
    try collector.enter(&copy)
    return collector.leaves
  }

  /// All leaves with their paths, in the order of the walk.
  ///
  /// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func leavesWithPaths() throws -> [(path: TreePath, node: any PyTree)] {
    var result: [(path: TreePath, node: any PyTree)] = []
    try forEachNode { path, node in
      if type(of: node).isTreeLeaf { result.append((path, node)) }
    }
    return result
  }

  /// The leaves of one type with their paths, in the order of the walk; `type` as in ``leaves(of:)``.
  ///
  /// - Throws: ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func leavesWithPaths<Leaf>(of type: Leaf.Type) throws -> [(path: TreePath, node: Leaf)] {
    var collector = LeafPathCollector<Leaf>()
    var copy = self
    try collector.enter(&copy)
    return collector.leaves
  }
}

/// Gathers leaves of every type.
private struct AnyLeafCollector: TreeWalker {
  static var mutates: Bool { false }
  var leaves: [any PyTree] = []

  mutating func enter<Value: PyTree>(_ value: inout Value) throws {
    if Value.isTreeLeaf {
      leaves.append(value)
    } else {
      try value.walk(&self)
    }
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    try enter(&value)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}

/// Gathers leaves of one type, without boxing any.
private struct LeafCollector<Leaf>: TreeWalker {
  static var mutates: Bool { false }
  var leaves: [Leaf] = []
  var matching = LeafMatch<Leaf>()

  mutating func enter<Value: PyTree>(_ value: inout Value) throws {
    if let leaf = matching.match(value) {
      leaves.append(leaf)
    } else if !Value.isTreeLeaf {
      try value.walk(&self)
    }
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    try enter(&value)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}

/// Gathers leaves of one type with the paths to them.
private struct LeafPathCollector<Leaf>: TreeWalker {
  static var mutates: Bool { false }
  var leaves: [(path: TreePath, node: Leaf)] = []
  var matching = LeafMatch<Leaf>()
  var keys: [TreeKey] = []

  mutating func enter<Value: PyTree>(_ value: inout Value) throws {
    if let leaf = matching.match(value) {
      leaves.append((TreePath(keys), leaf))
    } else if !Value.isTreeLeaf {
      try value.walk(&self)
    }
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    keys.append(key)
    defer { keys.removeLast() }
    try enter(&value)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}
