internal import Trees
internal import Variables

/// Which variables of two trees of different origin are one and the same.
enum VariableMatch {
  /// For variables of the new tree, those of the old tree that they stand for; none stands for two.
  ///
  /// A variable that both trees hold is itself. Others match by type, label and metadata, first at the same path. Labels
  /// that were given automatically say nothing, so those match at the same path only.
  static func identities(
    _ old: [TreeSnapshot.VariableState], _ new: [TreeSnapshot.VariableState]
  ) -> [ObjectIdentifier: ObjectIdentifier] {
    let shared = Set(old.map(\.identity)).intersection(new.map(\.identity))
    var free: [Key: [TreeSnapshot.VariableState]] = [:]
    for state in old where !shared.contains(state.identity) { free[Key(state), default: []].append(state) }
    var identities: [ObjectIdentifier: ObjectIdentifier] = [:]
    func match(_ state: TreeSnapshot.VariableState, where condition: (TreeSnapshot.VariableState) -> Bool) {
      let key = Key(state)
      guard identities[state.identity] == nil, let place = free[key]?.firstIndex(where: condition),
        let other = free[key]?.remove(at: place)
      else { return }
      identities[state.identity] = other.identity
    }
    let unmatched = new.filter { !shared.contains($0.identity) }
    for state in unmatched { match(state) { $0.path == state.path } }
    for state in unmatched where !state.variable.label.isAutomatic { match(state) { _ in true } }
    return identities
  }

  /// What variables must have in common.
  private struct Key: Hashable {
    let type: ObjectIdentifier
    let label: VariableLabel?
    let metadata: [String: String]

    init(_ state: TreeSnapshot.VariableState) {
      type = ObjectIdentifier(Swift.type(of: state.variable))
      label = state.variable.label.isAutomatic ? nil : state.variable.label
      metadata = state.variable.metadata
    }
  }
}

extension VariableLabel {
  /// Whether the label is a number that only tells the variable apart within one process.
  var isAutomatic: Bool { if case .automatic = self { true } else { false } }
}
