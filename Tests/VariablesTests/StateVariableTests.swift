import Arrays
import Testing
import Variables

@Suite struct StateVariableTests {
  @Test func withoutALabelEachGetsOneOfItsOwn() throws {
    let labels = try (0..<100).map { _ in StateVariable(try NDArray([1])).label }
    #expect(Set(labels).count == 100)
  }

  @Test func frozenStateAndSlotsCannotBeSet() throws {
    let value = try NDArray([1])
    let variable = StateVariable(value, label: "s")
    #expect(message { try variable.frozen().set(value) }.contains("it is a frozen value"))
    let slot = StateVariableSlot<NDArray>(label: "s")
    #expect(message { try slot.set(value) }.contains("StateVariableSlot"))
    #expect(message { try slot.value }.contains("holds none"))
  }

  @Test func updatingNeedsTheSameLabelAndType() throws {
    let variable = StateVariable(try NDArray([1]), label: "s")
    try variable.update(StateVariableValue(NDArray([2]), label: "s"))
    #expect(try variable.value.doubles() == [2])
    let label = message { try variable.update(StateVariableValue(NDArray([3]), label: "t")) }
    #expect(label.hasPrefix(#"Cannot update StateVariable("s") with the value of StateVariable("t")."#))
    let type = message { try variable.update(StateVariableValue([try NDArray([3])], label: "s")) }
    #expect(type.hasPrefix(#"Cannot update StateVariable("s"), which holds NDArray, with a StateVariableValue<Array<"#))
    #expect(try variable.value.doubles() == [2])
  }

  @Test func stateMayBeAnyTree() throws {
    let variable = StateVariable(["a": try NDArray([1])])
    variable.value["b"] = try NDArray([2])
    #expect(variable.value.count == 2)
    #expect(try variable.frozen().unfrozen().value["b"]?.doubles() == [2])
  }
}
