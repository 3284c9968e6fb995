public import Arrays
public import Trees

/// Whatever can stand where a layer has state: a variable, its frozen value, or its slot.
public protocol StateVariableLike<Value>: PyTree, Sendable {
  /// What the state is.
  associatedtype Value: StateValue

  /// What tells the variable apart from others in a model.
  var label: VariableLabel { get }
  /// The state.
  ///
  /// - Throws: ``VariableError/unbound(slot:)`` for a slot.
  var value: Value { get throws }
  /// Changes the state.
  ///
  /// - Throws: ``VariableError/unbound(slot:)`` for a slot, ``VariableError/frozen(variable:)`` for a frozen value.
  func set(_ value: Value) throws
  /// Changes the state by a function of it, as one step: nothing that other tasks write meanwhile is lost.
  ///
  /// - Parameter change: gives the new state; called again when another task was faster, so it should do nothing else.
  /// - Returns: the state before.
  /// - Throws: as ``set(_:)`` does, and what `change` throws; the state is not changed then.
  @discardableResult
  func modify(_ change: (Value) throws -> Value) throws -> Value
}

/// State that layers change when they are called, shared by all models that hold it.
public final class StateVariable<Value: StateValue>: StateVariableLike, Variable {
  /// What tells the variable apart from others in a model.
  public let label: VariableLabel
  /// What its maker wants to be known of it.
  public let metadata: [String: String]
  private let stored: SharedValue<Value>

  /// State with a first value; without a label it gets a number of its own, or the next one of a scope: see
  /// ``withScopedStateVariableLabels(group:_:)``.
  public init(_ value: Value, label: VariableLabel? = nil, metadata: [String: String] = [:]) {
    self.label = label ?? .next()
    self.metadata = metadata
    stored = SharedValue(value)
    declareState()
  }

  /// The state; inside a transformation, the state there.
  public var value: Value {
    get { readState() as? Value ?? stored.load() }
    set { writeState(newValue) }
  }

  /// Changes the state.
  public func set(_ value: Value) { self.value = value }

  /// Changes the state by a function of it, as one step: nothing that other tasks write meanwhile is lost.
  ///
  /// - Parameter change: gives the new state; called again when another task was faster, so it should do nothing else.
  /// - Returns: the state before.
  /// - Throws: what `change` throws; the state is not changed then.
  @discardableResult
  public func modify(_ change: (Value) throws -> Value) rethrows -> Value {
    guard isSeenThroughTrace else { return try stored.modify(change) }
    let before = value
    value = try change(before)
    return before
  }

  /// Always state.
  public var kind: VariableKind { .state }

  /// The state that the variable holds outside of transformations.
  public func load() -> any StateValue { stored.load() }

  /// Changes the state that the variable holds outside of transformations.
  public func store(_ value: any StateValue) {
    if let value = value as? Value { stored.store(value) }
  }

  /// The state as it is now.
  public func frozen() -> StateVariableValue<Value> {
    StateVariableValue(value, label: label, metadata: metadata)
  }
  /// The state as it is now, as part of the tree.
  public func freeze() -> any FrozenVariable { frozen() }
  /// What stands in the variable's place where it was taken out.
  public func makeSlot() -> any VariableSlot { StateVariableSlot<Value>(label: label) }

  /// Takes over a frozen value.
  ///
  /// - Throws: ``VariableError/incompatibleValue(variable:offered:)`` when it is the value of another variable,
  ///   ``VariableError/incompatibleType(variable:holds:offered:)`` when it is of another type.
  public func update(_ value: any FrozenVariable) throws {
    guard let value = value as? StateVariableValue<Value>, value.label == label else {
      throw VariableError.mismatch(self, holds: "\(Value.self)", offered: value)
    }
    self.value = value.value
  }
}

/// The state of a variable at one time, as part of a tree.
public struct StateVariableValue<Value: StateValue>: StateVariableLike, FrozenVariable {
  /// The state.
  public var value: Value
  /// The label of the variable.
  public let label: VariableLabel
  /// What the maker of the variable wants to be known of it.
  public let metadata: [String: String]

  /// The state of a variable.
  public init(_ value: Value, label: VariableLabel, metadata: [String: String] = [:]) {
    self.value = value
    self.label = label
    self.metadata = metadata
  }

  /// Always state.
  public var kind: VariableKind { .state }

  /// Nothing: a frozen value cannot be changed.
  ///
  /// - Throws: ``VariableError/frozen(variable:)``, always.
  public func set(_ value: Value) throws { throw VariableError.frozen(variable: "StateVariableValue(\(label))") }

  /// Nothing: a frozen value cannot be changed.
  ///
  /// - Throws: ``VariableError/frozen(variable:)``, always.
  public func modify(_ change: (Value) throws -> Value) throws -> Value {
    throw VariableError.frozen(variable: "StateVariableValue(\(label))")
  }

  /// A new variable with this state.
  public func unfreezeAsCopy() -> any Variable { unfrozen() }
  /// What stands in the variable's place where it was taken out.
  public func makeSlot() -> any VariableSlot { StateVariableSlot<Value>(label: label) }
  /// A new variable with this state.
  public func unfrozen() -> StateVariable<Value> { StateVariable(value, label: label, metadata: metadata) }

  /// Presents the state as a child, label and metadata as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("value", &value)
    try walker.constant("label", label)
    try walker.constant("metadata", metadata)
  }
}

/// The place of state that was taken out.
public struct StateVariableSlot<Value: StateValue>: StateVariableLike, VariableSlot, Hashable {
  /// The label of the variable.
  public let label: VariableLabel

  /// A place for the variable of a label.
  public init(label: VariableLabel) { self.label = label }

  /// Always state.
  public var kind: VariableKind { .state }

  /// Nothing: a slot has no value.
  ///
  /// - Throws: ``VariableError/unbound(slot:)``, always.
  public var value: Value {
    get throws { throw VariableError.unbound(slot: "\(key)") }
  }

  /// Nothing: a slot cannot hold a value.
  ///
  /// - Throws: ``VariableError/unbound(slot:)``, always.
  public func set(_ value: Value) throws { throw VariableError.unbound(slot: "\(key)") }

  /// Nothing: a slot holds no value to change.
  ///
  /// - Throws: ``VariableError/unbound(slot:)``, always.
  public func modify(_ change: (Value) throws -> Value) throws -> Value {
    throw VariableError.unbound(slot: "\(key)")
  }

  /// Presents the label as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("label", label)
  }
}
