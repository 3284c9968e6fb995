public import Trees

/// What differs between two trees, in the order of the walk; models without any difference give equal bits.
///
/// Elements of arrays are aligned first, so that one inserted element is one change. Variables are compared by kind,
/// label and metadata, and by the bits of their values; those without a name of their own by where they are. Types,
/// static values, and arrays are compared as they are, NaNs by their bits, and -0 differs from 0.
///
/// - Throws: ``EditError`` naming the place of an array that cannot be read, such as a symbol;
///   `TreeError.notATree` when a child is no tree.
public func diff(_ old: any PyTree, _ new: any PyTree) throws -> [TreeChange] {
  try TreeComparison.of(old, new).comparison.changes
}

extension EditScript {
  /// The edits that turn one tree into another, as one step: what is the same in both is not in the script.
  ///
  /// Variables count as the same as in ``diff(_:_:)``; replaying gives values of the new tree to copies of the old
  /// tree's variables.
  ///
  /// - Parameters:
  ///   - old: the tree to edit.
  ///   - new: the tree that replaying the script on it gives.
  ///   - registry: names the types; those of all that only the new tree has must be in it.
  /// - Throws: ``EditError`` naming the type that is not registered, or the static value that cannot be written, and its
  ///   path; else as ``diff(_:_:)``.
  public init(from old: any PyTree, to new: any PyTree, with registry: EditRegistry = .library) throws {
    let (base, comparison) = try TreeComparison.of(old, new)
    var writer = TreeWriter(registry)
    let step = try writer.step(comparison, from: base, note: nil)
    steps = step.edits.isEmpty ? [] : [step]
  }
}

extension TreeComparison {
  /// The comparison of two trees of any origin, and the first of them taken apart.
  fileprivate static func of(
    _ old: any PyTree, _ new: any PyTree
  ) throws -> (base: TreeSnapshot, comparison: TreeComparison) {
    let base = try TreeSnapshot(of: old)
    let identities = VariableMatch.identities(base.variables, try TreeSnapshot(of: new).variables)
    return (base, try TreeComparison(base, TreeSnapshot(of: new, identities: identities)))
  }
}
