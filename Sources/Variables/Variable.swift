public import Arrays
public import Trees

/// What fills the slot of a variable: the variable, or its value at one time.
public protocol SlotFiller: PyTree, Sendable {
  /// What tells the variable apart from others of its kind.
  var label: VariableLabel { get }
  /// What kind of variable it is.
  var kind: VariableKind { get }
  /// What the maker of the variable wants to be known of it.
  var metadata: [String: String] { get }

  /// What stands in the variable's place where it was taken out.
  func makeSlot() -> any VariableSlot
}

/// A mutable value shared by all trees that hold it: a leaf, compared by identity.
///
/// Reads and writes inside a transformation go through the transformation, which writes changes back once. Tasks may
/// share a variable: each read gives a value that was written whole.
public protocol Variable: SlotFiller, StateCell, TreeLeaf {
  /// The value as it is now, as part of the tree.
  func freeze() -> any FrozenVariable
  /// Takes over a frozen value; everything else of the variable stays.
  ///
  /// - Throws: ``VariableError/incompatibleValue(variable:offered:)`` when it is the value of another variable,
  ///   ``VariableError/incompatibleType(variable:holds:offered:)`` when it is of another type.
  func update(_ value: any FrozenVariable) throws
}

extension Variable {
  /// The kind and the label, as in `Parameter("mlp/Affine_0/Linear.weights")`.
  public var cellName: String { "\(kind.rawValue)(\(label))" }

  /// The label and the metadata: a function compiled for one variable may depend on them.
  public var fixedPart: any Hashable & Sendable { VariableDescription(label: label, metadata: metadata) }
}

/// The value of a variable at one time: an immutable part of a tree.
public protocol FrozenVariable: SlotFiller {
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

extension SlotFiller {
  var key: VariableKey { VariableKey(kind: kind, label: label) }
}

extension VariableSlot {
  var key: VariableKey { VariableKey(kind: kind, label: label) }
}

/// What never changes of a variable.
private struct VariableDescription: Hashable, Sendable, CustomStringConvertible {
  var label: VariableLabel
  var metadata: [String: String]

  var description: String { metadata.isEmpty ? "\(label)" : "\(label) \(metadata.sorted { $0.key < $1.key })" }
}
