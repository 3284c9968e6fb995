public import Trees

/// Replaces each variable by its value as it is now: sharing ends, and nothing can change the tree any more.
///
/// - Parameters:
///   - tree: the tree, which stays as it is.
///   - isIncluded: which variables to freeze; all when absent.
/// - Throws: `TreeError.wrongType` when a property can hold nothing but the variable.
public func freezeVariables<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (any Variable) throws -> Bool = { _ in true }
) throws -> Tree {
  try replacingVariablesAndSlots(in: tree) { _, node in
    guard let variable = node as? any Variable, try isIncluded(variable) else { return nil }
    return variable.freeze()
  }
}

/// Replaces each parameter by its value as it is now; see ``freezeVariables(_:where:)``.
///
/// - Throws: as ``freezeVariables(_:where:)`` does.
public func freezeParameters<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (Parameter) throws -> Bool = { _ in true }
) throws -> Tree {
  try freezeVariables(tree) { try ($0 as? Parameter).map(isIncluded) ?? false }
}

/// Replaces each state variable by its value as it is now; see ``freezeVariables(_:where:)``.
///
/// - Throws: as ``freezeVariables(_:where:)`` does.
public func freezeStateVariables<Tree: PyTree>(
  _ tree: Tree, where isIncluded: (any Variable) throws -> Bool = { _ in true }
) throws -> Tree {
  try freezeVariables(tree) { try $0.kind == .state && isIncluded($0) }
}
