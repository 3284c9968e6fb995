internal import Trees

/// A copy of a tree in which variables and slots are replaced where `replacement` gives something.
///
/// - Throws: what `replacement` throws; ``TreeError/wrongType(path:declared:offered:)`` when a property cannot hold
///   what is to be put into it.
func replacingVariablesAndSlots<Tree: PyTree>(
  in tree: Tree, _ replacement: (TreePath, any PyTree) throws -> (any PyTree)?
) throws -> Tree {
  try withoutActuallyEscaping(replacement) { replacement in
    var replacer = VariableReplacer(replacement: replacement)
    var copy = tree
    try replacer.enter(&copy)
    return copy
  }
}

private struct VariableReplacer: TreeWalker {
  let replacement: (TreePath, any PyTree) throws -> (any PyTree)?
  private var path = TreePath()

  init(replacement: @escaping (TreePath, any PyTree) throws -> (any PyTree)?) { self.replacement = replacement }

  mutating func enter<Value: PyTree>(_ value: inout Value) throws {
    if let other = try replace(value) {
      guard let fitting = other as? Value else {
        throw TreeError.wrongType(path: TreePath(), declared: "\(Value.self)", offered: "\(type(of: other))")
      }
      value = fitting
    } else if !Value.isTreeLeaf {
      try value.walk(&self)
    }
  }

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    path.keys.append(key)
    defer { path.keys.removeLast() }
    try enter(&value)
  }

  mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws {
    path.keys.append(key)
    defer { path.keys.removeLast() }
    if let other = try replace(value) {
      value = other
    } else if !type(of: value).isTreeLeaf {
      try value.walk(&self)
    }
  }

  private func replace(_ value: any PyTree) throws -> (any PyTree)? {
    guard value is any Variable || value is any VariableSlot else { return nil }
    return try replacement(path, value)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) throws {}
}
