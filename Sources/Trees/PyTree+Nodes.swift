extension PyTree {
  /// Calls a closure with every node and its path, parents before their children, the root first.
  ///
  /// - Throws: what `body` throws; ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func forEachNode(_ body: (TreePath, any PyTree) throws -> Void) throws {
    try descend { path, node in
      try body(path, node)
      return true
    }
  }

  /// Calls a closure with every node and its path, parents first, and goes into the nodes for which it returns true.
  ///
  /// - Throws: what `body` throws; ``TreeError/notATree(path:type:)`` when a child is no tree.
  public func descend(_ body: (TreePath, any PyTree) throws -> Bool) throws {
    try withoutActuallyEscaping(body) { body in
      var visitor = NodeVisitor(body: body)
      var copy = self
      try visitor.enter(&copy)
    }
  }
}

/// Shows every node to a closure.
private struct NodeVisitor: TreeWalker {
  static var mutates: Bool { false }
  let body: (TreePath, any PyTree) throws -> Bool
  var keys: [TreeKey] = []

  init(body: @escaping (TreePath, any PyTree) throws -> Bool) {
    self.body = body
  }

  mutating func enter<Value: PyTree>(_ value: inout Value) throws {
    if try body(TreePath(keys), value), !Value.isTreeLeaf {
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
