public import Arrays
public import Trees

/// A mutable value shared by all trees that hold it: a leaf, compared by identity.
///
/// Reads and writes inside a transformation go through the transformation, which writes changes back once.
public protocol Variable: StateCell, TreeLeaf {
  /// What tells the variable apart from others of its kind.
  var label: VariableLabel { get }
  /// What kind of variable this is.
  var kind: VariableKind { get }

  /// The value as it is now, as part of the tree.
  func freeze() -> any FrozenVariable
  /// What stands in the variable's place where it was taken out.
  func makeSlot() -> any VariableSlot
  /// Takes over a frozen value; everything else of the variable stays.
  ///
  /// - Throws: ``VariableError/incompatibleValue(variable:offered:)`` when it is the value of another variable.
  func update(_ value: any FrozenVariable) throws
}

extension Variable {
  /// The kind and the label, as in `Parameter("mlp/Affine_0/Linear.weights")`.
  public var cellName: String { "\(kind.rawValue)(\(label))" }

  var key: VariableKey { VariableKey(kind: kind, label: label) }
}

/// The value of a variable at one time: an immutable part of a tree.
public protocol FrozenVariable: PyTree, Sendable {
  /// The label of the variable.
  var label: VariableLabel { get }
  /// The kind of the variable.
  var kind: VariableKind { get }

  /// A new variable with this value.
  func unfreezeAsCopy() -> any Variable
}

/// The place of a variable that was taken out of a tree.
public protocol VariableSlot: PyTree, Sendable {
  /// The label of the variable.
  var label: VariableLabel { get }
  /// The kind of the variable.
  var kind: VariableKind { get }
}

/// What identifies a variable within a tree.
struct VariableKey: Hashable, Sendable, CustomStringConvertible {
  var kind: VariableKind
  var label: VariableLabel

  var description: String { "\(kind.rawValue)Slot(label: \(label))" }
}
