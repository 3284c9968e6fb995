extension PyTree {
  /// The node at a path.
  ///
  /// Paths may leave out the `?` of an optional that holds a value.
  ///
  /// - Throws: ``TreeError/noChild(path:type:children:rest:)`` naming the longest part of the path that exists.
  public func node(at path: TreePath) throws -> any PyTree {
    var node: any PyTree = self
    try withNode(at: path) { node = $1 }
    return node
  }

  /// The full path of a node, with the `?` of optionals that the given path leaves out.
  ///
  /// - Throws: as ``node(at:)``.
  public func resolve(_ path: TreePath) throws -> TreePath {
    var resolved = path
    try withNode(at: path) { full, _ in resolved = full }
    return resolved
  }

  /// Finds the node at a path and gives it to a closure, together with its full path.
  ///
  /// - Throws: what `body` throws, and as ``node(at:)``.
  public func withNode(at path: TreePath, _ body: (TreePath, any PyTree) throws -> Void) throws {
    try withoutActuallyEscaping(body) { body in
      var finder = NodeFinder(wanted: path.keys, body: body)
      var copy = self
      try finder.enter(&copy)
    }
  }

  /// A copy with another node at a path; the rest is shared.
  ///
  /// - Throws: ``TreeError/wrongType(path:declared:offered:)`` when the property there cannot hold the replacement,
  ///   and as ``node(at:)``.
  public func replacing(at path: TreePath, with replacement: any PyTree) throws -> Self {
    try replacing(at: [try resolve(path)]) { _, _ in replacement }
  }

  /// A copy in which the nodes at the given paths are replaced by what `transform` makes of them; the rest is shared.
  ///
  /// - Parameter paths: full paths in the order of the walk, none within another.
  /// - Parameter transform: gets the position of the path in `paths`, and the node.
  /// - Throws: what `transform` throws; ``TreeError/wrongType(path:declared:offered:)`` when a property cannot hold its
  ///   replacement; ``TreeError/noChild(path:type:children:rest:)`` when a path is not in the tree or out of order.
  public func replacing(
    at paths: [TreePath], _ transform: (Int, any PyTree) throws -> any PyTree
  ) throws -> Self {
    var copy = self
    try withoutActuallyEscaping(transform) { transform in
      var replacer = NodeReplacer(paths: paths, transform: transform)
      try replacer.replaceRoot(&copy)
    }
    return copy
  }
}

/// The error for a path that ends before its last key: at `node`, whose full path is already behind.
private func missing(_ rest: [TreeKey], in node: some PyTree) throws -> TreeError {
  .noChild(
    path: TreePath(), type: "\(type(of: node))", children: try children(of: node).map(\.key), rest: rest)
}

/// Goes down to one node.
private struct NodeFinder: TreeWalker {
  static var mutates: Bool { false }
  let wanted: [TreeKey]
  let body: (TreePath, any PyTree) throws -> Void
  /// How many of the wanted keys lie behind.
  var depth = 0
  /// The keys gone through, with those of optionals that the wanted path leaves out.
  var keys: [TreeKey] = []
  /// The one key to enter in the present node.
  var next: TreeKey?
  var entered = false

  init(wanted: [TreeKey], body: @escaping (TreePath, any PyTree) throws -> Void) {
    self.wanted = wanted
    self.body = body
  }

  func enters(_ key: TreeKey) -> Bool { key == next }

  mutating func enter<Value: PyTree>(_ value: inout Value) throws {
    guard depth < wanted.count else { return try body(TreePath(keys), value) }
    let implied = isOptional(Value.self) && wanted[depth] != .unwrapped
    next = implied ? .unwrapped : wanted[depth]
    if !implied { depth += 1 }
    entered = false
    if !Value.isTreeLeaf { try value.walk(&self) }
    if !entered {
      throw try missing(Array(wanted[(implied ? depth : depth - 1)...]), in: value)
    }
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    keys.append(key)
    try enter(&value)
    // The node is found: nothing more is entered on the way out.
    next = nil
    entered = true
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}

/// Replaces the nodes at many paths in one pass over the parts of the tree that lead to them.
private struct NodeReplacer: TreeWalker {
  let paths: [TreePath]
  let transform: (Int, any PyTree) throws -> any PyTree
  /// The first path whose node has not been replaced.
  var next = 0
  /// The end of the paths that lead into the present node.
  var end: Int
  /// The depth of the present node.
  var depth = 0

  init(paths: [TreePath], transform: @escaping (Int, any PyTree) throws -> any PyTree) {
    self.paths = paths
    self.transform = transform
    end = paths.count
  }

  func enters(_ key: TreeKey) -> Bool {
    next < end && paths[next].keys[depth] == key
  }

  mutating func replaceRoot<Value: PyTree>(_ value: inout Value) throws {
    guard let first = paths.first else { return }
    if first.isRoot {
      value = try fitting(try takeReplacement(of: value), as: Value.self)
    }
    try descend(into: &value)
  }

  /// Walks a node whose paths are `next..<end`, and checks that none of them is left over.
  private mutating func descend<Value: PyTree>(into value: inout Value) throws {
    if next < end, !Value.isTreeLeaf { try value.walk(&self) }
    if next < end {
      throw try missing(Array(paths[next].keys[depth...]), in: value)
    }
  }

  private mutating func takeReplacement(of value: any PyTree) throws -> any PyTree {
    defer { next += 1 }
    return try transform(next, value)
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    if paths[next].keys.count == depth + 1 {
      value = try fitting(try takeReplacement(of: value), as: Value.self)
    } else {
      try visitInside(key, &value)
    }
  }

  mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws {
    if paths[next].keys.count == depth + 1 {
      value = try takeReplacement(of: value)
    } else {
      try visitInside(key, &value)
    }
  }

  private mutating func visitInside<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    let outerEnd = end
    end = paths[next..<outerEnd].firstIndex { $0.keys.count <= depth + 1 || $0.keys[depth] != key } ?? outerEnd
    depth += 1
    try descend(into: &value)
    depth -= 1
    end = outerEnd
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}
