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
  @inlinable
  public func leaves<Leaf>(of type: Leaf.Type) throws -> [Leaf] {
    var leaves: [Leaf] = []
    try findLeaves(of: type, paths: false) { _, leaf in leaves.append(leaf) }
    return leaves
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
  @inlinable
  public func leavesWithPaths<Leaf>(of type: Leaf.Type) throws -> [(path: TreePath, node: Leaf)] {
    var leaves: [(path: TreePath, node: Leaf)] = []
    try findLeaves(of: type, paths: true) { keys, leaf in leaves.append((TreePath(keys), leaf)) }
    return leaves
  }

  /// Shows the leaves of one type to a closure, with their paths if these are asked for.
  @inlinable
  func findLeaves<Leaf>(of type: Leaf.Type, paths: Bool, _ take: @escaping ([TreeKey], Leaf) -> Void) throws {
    try findLeaves(
      of: type, paths: paths,
      // The walker has found the type there to be `Leaf`.
      exact: { keys, place in take(keys, place.assumingMemoryBound(to: Leaf.self).pointee) },
      castable: { keys, node in
        if let leaf = node as? Leaf { take(keys, leaf) }
      })
  }

  @usableFromInline
  func findLeaves<Leaf>(
    of type: Leaf.Type, paths: Bool, exact: @escaping ([TreeKey], UnsafeRawPointer) -> Void,
    castable: @escaping ([TreeKey], any PyTree) -> Void
  ) throws {
    var finder = LeafFinder(match: LeafMatch(of: type), tracksPaths: paths, exact: exact, castable: castable)
    var copy = self
    try finder.enter(&copy)
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

/// Finds the leaves of one type, without boxing those that are of exactly this type.
private struct LeafFinder: TreeWalker {
  static var mutates: Bool { false }
  var match: LeafMatch
  let tracksPaths: Bool
  let exact: ([TreeKey], UnsafeRawPointer) -> Void
  let castable: ([TreeKey], any PyTree) -> Void
  var keys: [TreeKey] = []

  func ignores<Value: PyTree>(_ type: Value.Type) -> Bool { match.excludes(type) }

  mutating func enter<Value: PyTree>(_ value: inout Value) throws {
    switch match.answer(for: value) {
    case .exact: withUnsafePointer(to: &value) { exact(keys, UnsafeRawPointer($0)) }
    case .castable: castable(keys, value)
    case .no: if !Value.isTreeLeaf { try value.walk(&self) }
    }
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    guard tracksPaths else { return try enter(&value) }
    keys.append(key)
    defer { keys.removeLast() }
    try enter(&value)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}
