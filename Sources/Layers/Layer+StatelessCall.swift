public import NamedAxes
internal import Trees
public import Variables

extension Layer {
  /// Runs the layer with variables that exist for the time of the call, so that nothing outside of it changes.
  ///
  /// Variables that the layer holds are constants in the call, with their values as they are now. The given values fill
  /// the slots of the layer, of the main input and of the side inputs, as new variables that are shared by all three.
  ///
  /// ```swift
  /// let (slots, state) = try unbindAndFreezeStateVariables(model)
  /// let (output, newState) = try slots.statelessCall(state, input)
  /// ```
  ///
  /// - Parameters:
  ///   - values: what the variables begin with.
  ///   - input: the main input.
  ///   - side: the side inputs.
  /// - Returns: what the layer gives, and the values that the variables have then, in the order in which they were given.
  /// - Throws: as `VariableBinder` does; what the layer throws.
  public func statelessCall(
    _ values: [any FrozenVariable], _ input: Input, _ side: SideInputs = [:]
  ) throws -> (output: Output, values: [any FrozenVariable]) {
    try callWithNewVariables(values, input, side) { layer, input, side in try layer.callAsFunction(input, side) }
  }

  /// Runs a layer of any type on a named array, with variables that exist for the time of the call.
  ///
  /// - Throws: as the form for layers of a known type does;
  ///   ``LayerInputError/outputType(layer:expected:found:)`` when the layer gives something else.
  @_disfavoredOverload  // Layers of a known type fit both forms; the other one is meant.
  public func statelessCall(
    _ values: [any FrozenVariable], _ input: NamedArray, _ side: SideInputs = [:]
  ) throws -> (output: NamedArray, values: [any FrozenVariable]) {
    try callWithNewVariables(values, input, side) { layer, input, side in try layer(input, Optional(side)) }
  }

  private func callWithNewVariables<Argument: LayerValue, Result>(
    _ values: [any FrozenVariable], _ input: Argument, _ side: SideInputs,
    _ run: (Self, Argument, SideInputs) throws -> Result
  ) throws -> (Result, [any FrozenVariable]) {
    let variables = values.map { $0.unfreezeAsCopy() }
    var binder = try VariableBinder(variables)
    let layer = try binder.bind(freezeVariables(self))
    let boundInput = try binder.bind(input)
    let boundSide = try side.bound(by: &binder)
    try binder.requireAllUsed()
    let result = try run(layer, boundInput, boundSide)
    return (result, variables.map { $0.freeze() })
  }
}

extension SideInputs {
  /// The side inputs with the slots of those that are trees filled, and those that are slots replaced.
  fileprivate func bound(by binder: inout VariableBinder) throws -> SideInputs {
    var copy = self
    for key in names.map({ Key($0) }) {
      guard let value = self[key] else { continue }
      if let slot = value as? any VariableSlot {
        if let filler = binder.filler(of: slot) { copy[key] = filler }
      } else {
        copy[key] = try bound(value, by: &binder)
      }
    }
    return copy
  }

  private func bound<Value: Sendable>(_ value: Value, by binder: inout VariableBinder) throws -> any Sendable {
    guard let tree = value as? any PyTree else { return value }
    // A tree with filled slots is of the type that it was.
    return try binder.bind(tree) as? Value ?? value
  }
}
