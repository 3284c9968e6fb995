import Arrays
import NamedAxes
import Testing
import Trees
import Variables

@Suite struct UnbindingTests {
  @Test func variablesLeaveSlotsAndComeBack() throws {
    let model = try SampleModel.make()
    let (unbound, variables) = try unbindVariables(model)
    #expect(variables.map(\.label) == ["weights", "other", "counter"])
    #expect(unbound.weights as? ParameterSlot == ParameterSlot(label: "weights"))
    #expect(unbound.counter is StateVariableSlot<NDArray>)
    #expect(model.weights is Parameter, "the tree itself is not changed")
    let bound = try bindVariables(unbound, variables)
    #expect(bound.weights as? Parameter === model.weights as? Parameter)
    #expect(bound.counter as? StateVariable<NDArray> === model.counter as? StateVariable<NDArray>)
  }

  @Test func aSharedVariableIsReturnedOnceAndSharedAgain() throws {
    let (unbound, parameters) = try unbindParameters(SampleModel.make(shared: true))
    #expect(parameters.count == 1)
    #expect(unbound.other as? ParameterSlot == ParameterSlot(label: "weights"))
    #expect(unbound.counter is StateVariable<NDArray>, "other kinds stay")
    let bound = try bindVariables(unbound, parameters)
    let (weights, other) = (try #require(bound.weights as? Parameter), try #require(bound.other as? Parameter))
    #expect(weights === other)
    weights.value = try NamedArray(NDArray([5, 6] as [Float]), "f")
    #expect(try values(bound.other) == [5, 6])
  }

  @Test func stateAloneCanBeTakenOut() throws {
    let (unbound, variables) = try unbindStateVariables(SampleModel.make())
    #expect(variables.map(\.label) == ["counter"])
    #expect(unbound.weights is Parameter)
  }

  @Test func twoVariablesOfOneLabelConflict() throws {
    var model = try SampleModel.make()
    model.other = try parameter("weights", [1])
    let text = message { try unbindVariables(model) }
    #expect(text.contains(#"two variables with the same slot ParameterSlot(label: "weights"), at .weights and .other"#))
  }

  @Test func aParameterAndStateMayHaveOneLabel() throws {
    var model = try SampleModel.make()
    model.counter = StateVariable(try NDArray([0]).reshaped(to: []), label: "weights")
    let (unbound, variables) = try unbindVariables(model)
    #expect(variables.count == 3)
    _ = try bindVariables(unbound, variables)
  }

  @Test func aSlotInTheTreeIsNotUsedAgain() throws {
    var model = try SampleModel.make()
    model.other = ParameterSlot(label: "weights")
    let text = message { try unbindVariables(model) }
    #expect(text.contains(#"ParameterSlot(label: "weights") is already in use in the tree, at .other"#))
    // Slots of what stays do not matter.
    #expect(throws: Never.self) { try unbindStateVariables(model) }
  }

  @Test func unfilledSlotsStayButUnusedVariablesAreRefused() throws {
    let (unbound, variables) = try unbindVariables(SampleModel.make())
    let partly = try bindVariables(unbound, [variables[0]])
    #expect(partly.weights is Parameter)
    #expect(partly.other is ParameterSlot)
    let stranger = try parameter("stranger", [1])
    let text = message { try bindVariables(unbound, variables + [stranger]) }
    #expect(text.contains(#"ParameterSlot(label: "stranger")"#))
    #expect(text.contains("allowingUnused: true"))
    #expect(throws: Never.self) { try bindVariables(unbound, variables + [stranger], allowingUnused: true) }
  }

  @Test func oneSlotTakesOneVariable() throws {
    let (unbound, variables) = try unbindVariables(SampleModel.make())
    #expect(throws: VariableError.repeatedSlot(slot: #"ParameterSlot(label: "weights")"#)) {
      try bindVariables(unbound, [variables[0], variables[0]])
    }
  }

  @Test func frozenValuesFillSlotsToo() throws {
    let (unbound, parameters) = try unbindParameters(SampleModel.make())
    let bound = try bindVariables(unbound, parameters.map { $0.frozen() })
    #expect(bound.weights is ParameterValue)
    #expect(try values(bound.weights) == [1, 2])
  }

  @Test func freezingEndsSharing() throws {
    let model = try SampleModel.make(shared: true)
    let frozen = try freezeVariables(model)
    #expect(frozen.weights is ParameterValue)
    #expect(frozen.other is ParameterValue)
    #expect(frozen.counter is StateVariableValue<NDArray>)
    (model.weights as? Parameter)?.value = try NamedArray(NDArray([7, 7] as [Float]), "f")
    #expect(try values(frozen.weights) == [1, 2])
    #expect(try freezeParameters(model).counter is StateVariable<NDArray>)
  }

  @Test func aPropertyThatHoldsOnlyTheVariableCannotBeFrozen() throws {
    let text = message { try freezeVariables([Holder(parameter("p", [1]))]) }
    #expect(text.contains("[0].parameter is declared as Parameter and cannot hold a value of type ParameterValue"))
  }

  @Test func everyTreeThatABinderFillsCountsForWhatIsUsed() throws {
    let (unbound, variables) = try unbindVariables(SampleModel.make())
    var binder = try VariableBinder(variables)
    #expect(message { try binder.requireAllUsed() }.contains(#"ParameterSlot(label: "weights"), ParameterSlot("#))
    let weights = try binder.bind([unbound.weights])
    #expect(weights[0] is Parameter)
    #expect(message { try binder.requireAllUsed() }.contains(#"some variables: ParameterSlot(label: "other"), State"#))
    _ = try binder.bind([unbound.other])
    _ = try binder.bind(unbound)
    try binder.requireAllUsed()
  }

  @Test func valuesComeBackAsNewVariables() throws {
    let model = try SampleModel.make(shared: true)
    let (unbound, frozen) = try unbindAndFreezeVariables(model)
    let copy = try bindVariables(unbound, unfreezing: frozen)
    let (weights, other) = (try #require(copy.weights as? Parameter), try #require(copy.other as? Parameter))
    #expect(weights === other)
    #expect(weights !== model.weights as? Parameter)
    weights.value = try NamedArray(NDArray([9, 9] as [Float]), "f")
    _ = try copy(weights.value)
    #expect(try values(model.weights) == [1, 2])
    #expect(try model.count == 0)
    #expect(try copy.count == 1)
    let few = message { try bindVariables(unbound.weights, unfreezing: frozen) }
    #expect(few.contains(#"StateVariableSlot(label: "counter")"#))
    #expect(throws: Never.self) { try bindVariables([unbound.weights], unfreezing: frozen, allowingUnused: true) }
  }

  @Test func aSlotTakesStateOfItsOwnTypeOnly() throws {
    let (unbound, _) = try unbindVariables(SampleModel.make())
    let text = message { try bindVariables(unbound, [StateVariable([1], label: "counter")]) }
    #expect(text.contains(".counter is declared as"))
    #expect(text.contains("StateVariable<Array<Int>>"))
  }
}

/// A tree that declares its variable as nothing else.
private struct Holder: PyTree {
  var parameter: Parameter

  init(_ parameter: Parameter) { self.parameter = parameter }

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("parameter", &parameter)
  }
}
