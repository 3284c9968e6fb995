public import Trees

/// A copy of a tree in which groups within groups are replaced by their sublayers, innermost first.
///
/// - Parameters:
///   - tree: a tree with layers; it is not changed.
///   - isParent: which groups take in the sublayers of others.
///   - isChild: which groups are replaced by their sublayers.
/// - Throws: `TreeError.notATree` when a child is no tree.
public func inlineGroups<Tree: PyTree>(
  _ tree: Tree, parents isParent: (any LayerGroup) -> Bool, children isChild: (any LayerGroup) -> Bool
) throws -> Tree {
  try withoutActuallyEscaping(isParent) { isParent in
    try withoutActuallyEscaping(isChild) { isChild in
      var inliner = GroupInliner(isParent: isParent, isChild: isChild)
      return try inliner.inlined(tree)
    }
  }
}

/// A copy of a tree in which plain sequences within groups of any kind are replaced by their sublayers.
///
/// Kinds of sequences with names of their own stay.
///
/// - Throws: `TreeError.notATree` when a child is no tree.
public func inlineAnonymousSequentials<Tree: PyTree>(_ tree: Tree) throws -> Tree {
  try inlineGroups(tree, parents: { _ in true }, children: { $0 is Sequential })
}

private struct GroupInliner: TreeWalker {
  let isParent: (any LayerGroup) -> Bool
  let isChild: (any LayerGroup) -> Bool

  mutating func inlined<Value: PyTree>(_ value: Value) throws -> Value {
    guard !Value.isTreeLeaf else { return value }
    var value = value
    try value.walk(&self)
    guard var group = value as? any LayerGroup, isParent(group) else { return value }
    group.sublayers = group.sublayers.flatMap { layer in
      guard let child = layer as? any LayerGroup, isChild(child) else { return [layer] }
      return child.sublayers
    }
    return group as? Value ?? value
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws { value = try inlined(value) }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}
