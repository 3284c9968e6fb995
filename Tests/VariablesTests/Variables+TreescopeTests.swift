import Arrays
import NamedAxes
import Testing
import Variables

@Suite struct VariablesTreescopeTests {
  @Test func variablesPrintTheirLabelTheirValueAndMetadataIfThereAreAny() throws {
    let plain = try parameter("p", [1])
    #expect("\(plain)".hasPrefix(#"Parameter(label: "p", value: "#))
    #expect(!"\(plain)".contains("metadata"))
    let noted = try parameter("p", [1], metadata: ["role": "bias"])
    for text in ["\(noted)", "\(noted.frozen())"] {
      #expect(text.contains(#"metadata: ["role": "bias"]"#), "\(text)")
    }
    let state = StateVariable(3, label: "s", metadata: ["role": "count"])
    #expect("\(state)" == #"StateVariable(label: "s", value: 3, metadata: ["role": "count"])"#)
    #expect("\(ParameterSlot(label: "p"))" == #"ParameterSlot(label: "p")"#)
    #expect("\(StateVariableSlot<Int>(label: .scoped(group: "g", index: 1)))" == ##"StateVariableSlot(label: "g"#1)"##)
  }
}
