public import Trees

/// Takes variables out of a tree: each leaves its slot, and each is returned once, however often it was shared.
///
/// - Parameters:
///   - tree: a tree; it is not changed.
///   - isIncluded: which variables to take out; all when absent.
/// - Returns: the tree with slots, and the variables in the order in which they first appear.
/// - Throws: ``VariableError/conflict(slot:paths:)`` when two variables have one label,
///   ``VariableError/slotInUse(slot:path:)`` when the tree has a slot of that label already.
public func unbindVariables<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (any Variable) -> Bool = { _ in true }
) throws -> (tree: Tree, variables: [any Variable]) {
  var found: [any Variable] = []
  var places: [VariableKey: (variable: any Variable, path: TreePath)] = [:]
  var slots: [VariableKey: TreePath] = [:]
  let unbound = try replaceVariableNodes(tree) { path, node in
    if let slot = node as? any VariableSlot {
      slots[VariableKey(kind: slot.kind, label: slot.label)] = path
      return nil
    }
    guard let variable = node as? any Variable, isIncluded(variable) else { return nil }
    if let known = places[variable.key] {
      guard known.variable === variable else {
        throw VariableError.conflict(slot: "\(variable.key)", paths: [known.path, path])
      }
    } else {
      places[variable.key] = (variable, path)
      found.append(variable)
    }
    return variable.makeSlot()
  }
  for variable in found {
    if let path = slots[variable.key] {
      throw VariableError.slotInUse(slot: "\(variable.key)", path: path)
    }
  }
  return (unbound, found)
}

/// Takes the parameters out of a tree; see ``unbindVariables(_:where:)``.
///
/// - Throws: as ``unbindVariables(_:where:)`` does.
public func unbindParameters<Tree: PyTree>(_ tree: Tree) throws -> (tree: Tree, parameters: [Parameter]) {
  let (unbound, variables) = try unbindVariables(tree) { $0 is Parameter }
  return (unbound, variables.compactMap { $0 as? Parameter })
}

/// Takes the state variables out of a tree; see ``unbindVariables(_:where:)``.
///
/// - Throws: as ``unbindVariables(_:where:)`` does.
public func unbindStateVariables<Tree: PyTree>(_ tree: Tree) throws -> (tree: Tree, variables: [any Variable]) {
  try unbindVariables(tree) { $0.kind == .state }
}

/// Puts variables, or their frozen values, into their slots; slots without one stay.
///
/// - Parameters:
///   - tree: a tree with slots; it is not changed.
///   - variables: variables and frozen values.
///   - allowsUnused: whether some may have no slot in the tree.
/// - Throws: ``VariableError/repeatedSlot(slot:)``, ``VariableError/unusedVariables(slots:)``.
public func bindVariables<Tree: PyTree>(
  _ tree: Tree, _ variables: [any PyTree & Sendable], allowingUnused allowsUnused: Bool = false
) throws -> Tree {
  var byKey: [VariableKey: any PyTree & Sendable] = [:]
  for variable in variables {
    let key: VariableKey
    switch variable {
    case let variable as any Variable: key = variable.key
    case let value as any FrozenVariable: key = VariableKey(kind: value.kind, label: value.label)
    default: throw TreeError.wrongType(path: TreePath(), declared: "Variable", offered: "\(type(of: variable))")
    }
    guard byKey.updateValue(variable, forKey: key) == nil else {
      throw VariableError.repeatedSlot(slot: "\(key)")
    }
  }
  var unused = Set(byKey.keys)
  let bound = try replaceVariableNodes(tree) { _, node in
    guard let slot = node as? any VariableSlot else { return nil }
    let key = VariableKey(kind: slot.kind, label: slot.label)
    unused.remove(key)
    return byKey[key]
  }
  guard allowsUnused || unused.isEmpty else {
    throw VariableError.unusedVariables(slots: unused.map(\.description).sorted())
  }
  return bound
}

/// Replaces each variable by its value as it is now: sharing ends, and nothing can change the tree any more.
///
/// - Parameter isIncluded: which variables to freeze; all when absent.
/// - Throws: ``TreeError/wrongType(path:declared:offered:)`` when a property can hold nothing but the variable.
public func freezeVariables<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (any Variable) -> Bool = { _ in true }
) throws -> Tree {
  try replaceVariableNodes(tree) { _, node in
    guard let variable = node as? any Variable, isIncluded(variable) else { return nil }
    return variable.freeze()
  }
}

/// Replaces each parameter by its value as it is now; see ``freezeVariables(_:where:)``.
///
/// - Throws: as ``freezeVariables(_:where:)`` does.
public func freezeParameters<Tree: PyTree>(_ tree: Tree) throws -> Tree {
  try freezeVariables(tree) { $0 is Parameter }
}

/// A copy of a tree in which variables, frozen values and slots are replaced where `replacement` gives something.
private func replaceVariableNodes<Tree: PyTree>(
  _ tree: Tree, _ replacement: (TreePath, any PyTree) throws -> (any PyTree)?
) throws -> Tree {
  try withoutActuallyEscaping(replacement) { replacement in
    var walker = VariableReplacer(replacement: replacement)
    if let whole = try replacement(TreePath(), tree) {
      guard let fitting = whole as? Tree else {
        throw TreeError.wrongType(path: TreePath(), declared: "\(Tree.self)", offered: "\(type(of: whole))")
      }
      return fitting
    }
    var copy = tree
    try copy.walk(&walker)
    return copy
  }
}

private struct VariableReplacer: TreeWalker {
  let replacement: (TreePath, any PyTree) throws -> (any PyTree)?
  var path = TreePath()

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    path.keys.append(key)
    defer { path.keys.removeLast() }
    if isReplaceable(value), let other = try replacement(path, value) {
      guard let fitting = other as? Value else {
        throw TreeError.wrongType(path: TreePath(), declared: "\(Value.self)", offered: "\(type(of: other))")
      }
      value = fitting
    } else if !Value.isTreeLeaf {
      try value.walk(&self)
    }
  }

  mutating func visitBox(_ key: TreeKey, _ value: inout any PyTree, declared: Any.Type) throws {
    path.keys.append(key)
    defer { path.keys.removeLast() }
    if isReplaceable(value), let other = try replacement(path, value) {
      value = other
    } else if !type(of: value).isTreeLeaf {
      try value.walk(&self)
    }
  }

  private func isReplaceable(_ value: any PyTree) -> Bool {
    value is any Variable || value is any VariableSlot
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) throws {}
}
