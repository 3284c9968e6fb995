import Arrays
import NamedAxes
import Testing
import Variables

@Suite struct ParameterTests {
  @Test func aFrozenValueDoesNotFollow() throws {
    let parameter = try parameter("p", [1])
    let frozen = parameter.frozen()
    let copy = frozen.unfrozen()
    parameter.value = try NamedArray(NDArray([2] as [Float]), "f")
    #expect(try values(frozen) == [1])
    #expect(try values(copy) == [1])
    #expect(copy !== parameter)
    #expect(copy.label == parameter.label)
  }

  @Test func updatingTakesTheValueAndKeepsTheRest() throws {
    let parameter = try parameter("p", [1], metadata: ["mine": "yes"])
    try parameter.update(ParameterValue(NamedArray(NDArray([3] as [Float]), "f"), label: "p", metadata: ["other": "x"]))
    #expect(try values(parameter) == [3])
    #expect(parameter.metadata == ["mine": "yes"])
  }

  @Test func theValueOfAnotherVariableIsRefused() throws {
    let parameter = try parameter("p", [1])
    let other = ParameterValue(parameter.value, label: "q")
    let text = message { try parameter.update(other) }
    #expect(text.hasPrefix(#"Cannot update Parameter("p") with the value of Parameter("q")."#))
    let state = StateVariableValue(parameter.value, label: "p")
    #expect(message { try parameter.update(state) }.contains(#"StateVariable("p")"#))
    #expect(try values(parameter) == [1])
  }

  @Test func slotsHaveNoValueAndAreEqualByLabel() {
    let slot = ParameterSlot(label: "p")
    #expect(slot == ParameterSlot(label: "p"))
    #expect(slot != ParameterSlot(label: "q"))
    #expect(message { try slot.value }.contains(#"Tried to read the value of ParameterSlot(label: "p")"#))
  }
}
