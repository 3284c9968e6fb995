public import Trees

/// A mistake in the use of variables.
public enum VariableError: Error, Hashable, Sendable {
  /// The value of a slot was read: the variable was taken out, or never initialized.
  case unbound(slot: String)
  /// Two variables of one label in one tree.
  case conflict(slot: String, paths: [TreePath])
  /// A slot of the label of a variable is in the tree already.
  case slotInUse(slot: String, path: TreePath)
  /// Two variables to be put into one slot.
  case repeatedSlot(slot: String)
  /// Variables without a slot in the tree.
  case unusedVariables(slots: [String])
  /// A value that belongs to another variable.
  case incompatibleValue(variable: String, offered: String)
  /// A value of the right label, but of another type than the variable holds.
  case incompatibleType(variable: String, holds: String, offered: String)
  /// A frozen value was to be changed.
  case frozen(variable: String)
}

extension VariableError {
  /// The error for a value that a variable cannot take over.
  static func mismatch(_ variable: some Variable, holds: String, offered value: any FrozenVariable) -> VariableError {
    if variable.key == value.key {
      return .incompatibleType(variable: variable.cellName, holds: holds, offered: "\(type(of: value))")
    }
    return .incompatibleValue(variable: variable.cellName, offered: "\(value.kind.rawValue)(\(value.label))")
  }
}

extension VariableError: CustomStringConvertible {
  /// The message: what was asked, what was found, what to do.
  public var description: String {
    switch self {
    case .unbound(let slot):
      "Tried to read the value of \(slot), which holds none. Put its variable back with bindVariables(_:_:), or build "
        + "the model with a random key."
    case .conflict(let slot, let paths):
      "Found two variables with the same slot \(slot), at \(paths.map { "\($0)" }.joined(separator: " and ")). Give "
        + "them different labels, or share one variable."
    case .slotInUse(let slot, let path):
      "Variable slot \(slot) is already in use in the tree, at \(path). Bind it before taking variables out."
    case .repeatedSlot(let slot):
      "Cannot put several variables into the same slot. Repeated slot: \(slot)."
    case .unusedVariables(let slots):
      "Did not find any matching slots for some variables: \(slots.joined(separator: ", ")). Pass "
        + "allowingUnused: true if that is intended."
    case .incompatibleValue(let variable, let offered):
      "Cannot update \(variable) with the value of \(offered). Only a value frozen from a variable of the same kind and "
        + "label fits."
    case .incompatibleType(let variable, let holds, let offered):
      "Cannot update \(variable), which holds \(holds), with a \(offered). Give the two variables different labels."
    case .frozen(let variable):
      "Cannot change \(variable): it is a frozen value. Make a variable of it with unfreezeAsCopy()."
    }
  }
}
