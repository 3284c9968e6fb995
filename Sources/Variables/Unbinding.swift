public import Trees

/// Takes variables out of a tree: each leaves its slot, and each is returned once, however often it was shared.
///
/// - Parameters:
///   - tree: a tree; it is not changed.
///   - isIncluded: which variables to take out; all when absent.
/// - Returns: the tree with slots, and the variables in the order in which they first appear.
/// - Throws: ``VariableError/conflict(slot:paths:)`` when two variables have one label,
///   ``VariableError/slotInUse(slot:path:)`` when the tree has a slot of that label already,
///   `TreeError.wrongType` when a property can hold nothing but the variable.
public func unbindVariables<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (any Variable) throws -> Bool = { _ in true }
) throws -> (tree: Tree, variables: [any Variable]) {
  var found: [any Variable] = []
  var places: [VariableKey: (variable: any Variable, path: TreePath)] = [:]
  var slots: [VariableKey: TreePath] = [:]
  let unbound = try replacingVariablesAndSlots(in: tree) { path, node in
    if let slot = node as? any VariableSlot { slots[slot.key] = path }
    guard let variable = node as? any Variable, try isIncluded(variable) else { return nil }
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
public func unbindParameters<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (Parameter) throws -> Bool = { _ in true }
) throws -> (tree: Tree, parameters: [Parameter]) {
  let (unbound, variables) = try unbindVariables(tree) { try ($0 as? Parameter).map(isIncluded) ?? false }
  return (unbound, variables.compactMap { $0 as? Parameter })
}

/// Takes the state variables out of a tree; see ``unbindVariables(_:where:)``.
///
/// - Throws: as ``unbindVariables(_:where:)`` does.
public func unbindStateVariables<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (any Variable) throws -> Bool = { _ in true }
) throws -> (tree: Tree, variables: [any Variable]) {
  try unbindVariables(tree) { try $0.kind == .state && isIncluded($0) }
}

/// Takes variables out of a tree and gives their values as they are now: a tree to differentiate, train or save.
///
/// - Parameters:
///   - tree: the tree, which stays as it is.
///   - isIncluded: which variables to take out; all when absent.
/// - Returns: the tree with slots, and the values in the order in which their variables first appear.
/// - Throws: as ``unbindVariables(_:where:)`` does.
public func unbindAndFreezeVariables<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (any Variable) throws -> Bool = { _ in true }
) throws -> (tree: Tree, values: [any FrozenVariable]) {
  let (unbound, variables) = try unbindVariables(tree, where: isIncluded)
  return (unbound, variables.map { $0.freeze() })
}

/// Takes the parameters out of a tree and gives their values as they are now; see ``unbindAndFreezeVariables(_:where:)``.
///
/// - Throws: as ``unbindVariables(_:where:)`` does.
public func unbindAndFreezeParameters<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (Parameter) throws -> Bool = { _ in true }
) throws -> (tree: Tree, values: [ParameterValue]) {
  let (unbound, parameters) = try unbindParameters(tree, where: isIncluded)
  return (unbound, parameters.map { $0.frozen() })
}

/// Takes the state variables out of a tree and gives their values as they are now; see
/// ``unbindAndFreezeVariables(_:where:)``.
///
/// - Throws: as ``unbindVariables(_:where:)`` does.
public func unbindAndFreezeStateVariables<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (any Variable) throws -> Bool = { _ in true }
) throws -> (tree: Tree, values: [any FrozenVariable]) {
  let (unbound, variables) = try unbindStateVariables(tree, where: isIncluded)
  return (unbound, variables.map { $0.freeze() })
}
