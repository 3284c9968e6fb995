extension PyTree {
  /// A copy in which every leaf of one type is replaced by what `transform` makes of it.
  ///
  /// `type` as in ``leaves(of:)``. What is not replaced is shared with the original.
  ///
  /// - Throws: what `transform` throws; ``TreeError/wrongType(path:declared:offered:)`` when the property of a leaf
  ///   cannot hold its replacement, which happens only where `type` is a protocol or a class.
  public func mapLeaves<Leaf>(of type: Leaf.Type, _ transform: (Leaf) throws -> Leaf) throws -> Self {
    try mapLeaves(of: type, paths: false) { _, leaf in try transform(leaf) }
  }

  /// A copy in which every leaf of one type is replaced by what `transform` makes of its path and itself.
  ///
  /// - Throws: as ``mapLeaves(of:_:)``.
  public func mapLeavesWithPaths<Leaf>(
    of type: Leaf.Type, _ transform: (TreePath, Leaf) throws -> Leaf
  ) throws -> Self {
    try mapLeaves(of: type, paths: true) { keys, leaf in try transform(TreePath(keys), leaf) }
  }

  private func mapLeaves<Leaf>(
    of type: Leaf.Type, paths: Bool, _ transform: ([TreeKey], Leaf) throws -> Leaf
  ) throws -> Self {
    var copy = self
    try withoutActuallyEscaping(transform) { transform in
      var mapper = LeafMapper(
        match: LeafMatch(of: type), tracksPaths: paths,
        exact: { keys, place in
          // The walker has found the type there to be `Leaf`.
          let leaf = place.assumingMemoryBound(to: Leaf.self)
          leaf.pointee = try transform(keys, leaf.pointee)
        },
        castable: { keys, node in
          guard let leaf = node as? Leaf else { return node }
          let replacement = try transform(keys, leaf)
          guard let tree = replacement as? any PyTree else {
            throw TreeError.notATree(path: TreePath(), type: "\(Swift.type(of: replacement as Any))")
          }
          return tree
        })
      try mapper.enter(&copy)
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
    try mapLeaves(of: type, with: [other]) { leaf, others in try combine(leaf, others[0]) }
  }

  /// A copy in which every leaf of one type is combined with the leaves at the same place of other trees.
  ///
  /// - Throws: as ``mapLeaves(of:with:_:)``, for the first tree that has another structure.
  public func mapLeaves<Leaf>(
    of type: Leaf.Type, with others: [Self], _ combine: (Leaf, [Leaf]) throws -> Leaf
  ) throws -> Self {
    let leaves = try others.map { other in
      try requireStructure(of: other)
      return try other.leaves(of: type)
    }
    var used = 0
    return try mapLeaves(of: type) { leaf in
      // Classes that stand in for one another can be matched on one side only.
      if let short = leaves.first(where: { $0.count <= used }) {
        throw TreeError.wrongLeafCount(type: "\(type)", expected: used + 1, offered: short.count)
      }
      defer { used += 1 }
      return try combine(leaf, leaves.map { $0[used] })
    }
  }
}

/// Replaces leaves of one type, in place where they are of exactly this type.
private struct LeafMapper: TreeWalker {
  var match: LeafMatch
  let tracksPaths: Bool
  let exact: ([TreeKey], UnsafeMutableRawPointer) throws -> Void
  let castable: ([TreeKey], any PyTree) throws -> any PyTree
  var keys: [TreeKey] = []

  func ignores<Value: PyTree>(_ type: Value.Type) -> Bool { match.excludes(type) }

  mutating func enter<Value: PyTree>(_ value: inout Value) throws {
    switch match.answer(for: value) {
    case .exact: try withUnsafeMutablePointer(to: &value) { try exact(keys, UnsafeMutableRawPointer($0)) }
    case .castable: value = try fitting(try castable(keys, value), as: Value.self)
    case .no: if !Value.isTreeLeaf { try value.walk(&self) }
    }
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    guard tracksPaths else { return try enter(&value) }
    keys.append(key)
    defer { keys.removeLast() }
    try enter(&value)
  }

  mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws {
    if tracksPaths { keys.append(key) }
    defer { if tracksPaths { keys.removeLast() } }
    if answer(forBoxed: value) == .castable {
      value = try castable(keys, value)
    } else {
      try enter(&value)
    }
  }

  private mutating func answer(forBoxed value: some PyTree) -> LeafMatch.Answer {
    match.answer(for: value)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}
