public import Arrays
public import NamedAxes
public import Trees

/// Whatever can stand where a layer has a parameter: a variable, its frozen value, or its slot.
public protocol ParameterLike: PyTree, Sendable {
  /// What tells the parameter apart from others in a model.
  var label: VariableLabel { get }
  /// The value of the parameter.
  ///
  /// - Throws: ``VariableError/unbound(slot:)`` for a slot.
  var value: NamedArray { get throws }
}

/// A parameter of a model, changed by an optimizer and shared by all models that hold it.
public final class Parameter: ParameterLike, Variable {
  /// What tells the parameter apart from others in a model.
  public let label: VariableLabel
  /// What its maker wants to be known of it.
  public let metadata: [String: String]
  private let stored: SharedValue<NamedArray>

  /// A parameter with a value.
  public init(_ value: NamedArray, label: VariableLabel, metadata: [String: String] = [:]) {
    self.label = label
    self.metadata = metadata
    stored = SharedValue(value)
    declareState()
  }

  /// The value; inside a transformation, the value there.
  public var value: NamedArray {
    get { readState() as? NamedArray ?? stored.load() }
    set { writeState(newValue) }
  }

  /// Changes the value.
  public func set(_ value: NamedArray) { self.value = value }

  /// Changes the value by a function of it, as one step: nothing that other tasks write meanwhile is lost.
  ///
  /// - Parameter change: gives the new value; called again when another task was faster, so it should do nothing else.
  /// - Returns: the value before.
  /// - Throws: what `change` throws; the value is not changed then.
  @discardableResult
  public func modify(_ change: (NamedArray) throws -> NamedArray) rethrows -> NamedArray {
    guard isSeenThroughTrace else { return try stored.modify(change) }
    let before = value
    value = try change(before)
    return before
  }

  /// Always a parameter.
  public var kind: VariableKind { .parameter }

  /// The value that the variable holds outside of transformations.
  public func load() -> any StateValue { stored.load() }

  /// Changes the value that the variable holds outside of transformations.
  public func store(_ value: any StateValue) {
    if let value = value as? NamedArray { stored.store(value) }
  }

  /// The value as it is now.
  public func frozen() -> ParameterValue { ParameterValue(value, label: label, metadata: metadata) }
  /// The value as it is now, as part of the tree.
  public func freeze() -> any FrozenVariable { frozen() }
  /// What stands in the parameter's place where it was taken out.
  public func makeSlot() -> any VariableSlot { ParameterSlot(label: label) }

  /// Takes over a frozen value.
  ///
  /// - Throws: ``VariableError/incompatibleValue(variable:offered:)`` when it is the value of another variable.
  public func update(_ value: any FrozenVariable) throws {
    guard let value = value as? ParameterValue, value.label == label else {
      throw VariableError.mismatch(self, holds: "\(NamedArray.self)", offered: value)
    }
    self.value = value.value
  }
}

/// The value of a parameter at one time, as part of a tree.
public struct ParameterValue: ParameterLike, FrozenVariable {
  /// The value.
  public var value: NamedArray
  /// The label of the parameter.
  public let label: VariableLabel
  /// What the maker of the parameter wants to be known of it.
  public let metadata: [String: String]

  /// The value of a parameter.
  public init(_ value: NamedArray, label: VariableLabel, metadata: [String: String] = [:]) {
    self.value = value
    self.label = label
    self.metadata = metadata
  }

  /// Always a parameter.
  public var kind: VariableKind { .parameter }

  /// A new parameter with this value.
  public func unfreezeAsCopy() -> any Variable { unfrozen() }
  /// What stands in the parameter's place where it was taken out.
  public func makeSlot() -> any VariableSlot { ParameterSlot(label: label) }
  /// A new parameter with this value.
  public func unfrozen() -> Parameter { Parameter(value, label: label, metadata: metadata) }

  /// Presents the value as a child, label and metadata as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("value", &value)
    try walker.constant("label", label)
    try walker.constant("metadata", metadata)
  }
}

/// The place of a parameter that was taken out, or was not initialized.
public struct ParameterSlot: ParameterLike, VariableSlot, Hashable {
  /// The label of the parameter.
  public let label: VariableLabel

  /// A place for the parameter of a label.
  public init(label: VariableLabel) { self.label = label }

  /// Always a parameter.
  public var kind: VariableKind { .parameter }

  /// Nothing: a slot has no value.
  ///
  /// - Throws: ``VariableError/unbound(slot:)``, always.
  public var value: NamedArray {
    get throws { throw VariableError.unbound(slot: "\(key)") }
  }

  /// Presents the label as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("label", label)
  }
}
