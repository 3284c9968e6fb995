extension PyTree {
  /// A copy in which every leaf of one type is replaced by what `transform` makes of it.
  ///
  /// `type` as in ``leaves(of:)``. What is not replaced is shared with the original.
  ///
  /// - Throws: what `transform` throws; ``TreeError/wrongType(path:declared:offered:)`` when the property of a leaf
  ///   cannot hold its replacement, which happens only where `type` is a protocol or a class.
  public func mapLeaves<Leaf>(of type: Leaf.Type, _ transform: (Leaf) throws -> Leaf) throws -> Self {
    var copy = self
    try withoutActuallyEscaping(transform) { transform in
      var mapper = LeafMapper<Leaf> { try transform($0) }
      try mapper.mapRoot(&copy)
    }
    return copy
  }

  /// A copy in which every leaf of one type is replaced by what `transform` makes of its path and itself.
  ///
  /// - Throws: as ``mapLeaves(of:_:)``.
  public func mapLeavesWithPaths<Leaf>(
    of type: Leaf.Type, _ transform: (TreePath, Leaf) throws -> Leaf
  ) throws -> Self {
    var copy = self
    try withoutActuallyEscaping(transform) { transform in
      var mapper = LeafPathMapper<Leaf>(transform: transform)
      try mapper.mapRoot(&copy)
    }
    return copy
  }

  /// Replaces every leaf of one type in place by what `transform` makes of it.
  ///
  /// - Throws: as ``mapLeaves(of:_:)``; the tree is then unchanged.
  public mutating func updateLeaves<Leaf>(of type: Leaf.Type, _ transform: (Leaf) throws -> Leaf) throws {
    self = try mapLeaves(of: type, transform)
  }

  /// A copy in which the leaves of one type, in the order of ``leaves(of:)``, are the given ones.
  ///
  /// - Throws: ``TreeError/wrongLeafCount(type:expected:offered:)`` when there are not exactly as many, and as
  ///   ``mapLeaves(of:_:)``.
  public func replacingLeaves<Leaf>(of type: Leaf.Type, with leaves: [Leaf]) throws -> Self {
    var used = 0
    let result = try mapLeaves(of: type) { leaf in
      defer { used += 1 }
      return used < leaves.count ? leaves[used] : leaf
    }
    guard used == leaves.count else {
      throw TreeError.wrongLeafCount(type: "\(type)", expected: used, offered: leaves.count)
    }
    return result
  }

  /// A copy in which every leaf of one type is combined with the leaf at the same place of another tree.
  ///
  /// - Throws: ``TreeError/differentStructure(path:difference:)`` when the two trees are not of one structure, and as
  ///   ``mapLeaves(of:_:)``.
  public func mapLeaves<Leaf>(
    of type: Leaf.Type, with other: Self, _ combine: (Leaf, Leaf) throws -> Leaf
  ) throws -> Self {
    try requireStructure(of: other)
    let others = try other.leaves(of: type)
    var used = 0
    return try mapLeaves(of: type) { leaf in
      // Classes that stand in for one another can be matched on one side only.
      guard used < others.count else {
        throw TreeError.wrongLeafCount(type: "\(type)", expected: used + 1, offered: others.count)
      }
      defer { used += 1 }
      return try combine(leaf, others[used])
    }
  }
}

/// The value as another type, which it has when the metatypes are equal, and else whatever a cast makes of it.
private func converted<Value, Target>(_ value: Value, to type: Target.Type) throws -> Target {
  if Value.self == Target.self { return unsafeBitCast(value, to: Target.self) }
  guard let target = value as? Target else {
    throw TreeError.wrongType(path: TreePath(), declared: "\(Target.self)", offered: "\(Swift.type(of: value as Any))")
  }
  return target
}

/// Replaces leaves of one type.
private struct LeafMapper<Leaf>: TreeWalker {
  var transform: (Leaf) throws -> Leaf
  var matching = LeafMatch<Leaf>()

  init(transform: @escaping (Leaf) throws -> Leaf) {
    self.transform = transform
  }

  mutating func mapRoot<Value: PyTree>(_ value: inout Value) throws {
    try visit("self", &value)
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    if let leaf = matching.match(value) {
      value = try converted(try transform(leaf), to: Value.self)
    } else if !Value.isTreeLeaf {
      try value.walk(&self)
    }
  }

  mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws {
    if let leaf = matching.match(boxed: value) {
      value = try converted(try transform(leaf), to: (any PyTree).self)
    } else if !type(of: value).isTreeLeaf {
      try value.walk(&self)
    }
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}

/// Replaces leaves of one type, knowing their paths.
private struct LeafPathMapper<Leaf>: TreeWalker {
  var transform: (TreePath, Leaf) throws -> Leaf
  var matching = LeafMatch<Leaf>()
  var keys: [TreeKey] = []

  init(transform: @escaping (TreePath, Leaf) throws -> Leaf) {
    self.transform = transform
  }

  mutating func mapRoot<Value: PyTree>(_ value: inout Value) throws {
    try enter(&value)
  }

  private mutating func enter<Value: PyTree>(_ value: inout Value) throws {
    if let leaf = matching.match(value) {
      value = try converted(try transform(TreePath(keys), leaf), to: Value.self)
    } else if !Value.isTreeLeaf {
      try value.walk(&self)
    }
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    keys.append(key)
    defer { keys.removeLast() }
    try enter(&value)
  }

  mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws {
    keys.append(key)
    defer { keys.removeLast() }
    if let leaf = matching.match(boxed: value) {
      value = try converted(try transform(TreePath(keys), leaf), to: (any PyTree).self)
    } else if !type(of: value).isTreeLeaf {
      try value.walk(&self)
    }
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}
