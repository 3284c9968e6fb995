import Arrays
import NamedAxes
import Testing
import Trees
import Variables

@Suite struct VariableLabelTests {
  @Test func labelsPrint() {
    #expect("\(VariableLabel.name("a\"b"))" == #""a\"b""#)
    #expect("\(VariableLabel.automatic(3))" == "#3")
    #expect("\(VariableLabel.scoped(group: "cache", index: 3))" == ##""cache"#3"##)
    #expect("\(VariableLabel.scoped(group: nil, index: 0))" == "scope#0")
    #expect(VariableLabel.name("a").text == "a")
    #expect(VariableLabel.scoped(group: "cache", index: 3).text == "cache#3")
  }

  @Test func scopesFollowTasksAndDoNotMeetOthers() async throws {
    let labels = try await withScopedStateVariableLabels(group: "outer") {
      try await withThrowingTaskGroup(of: [VariableLabel].self) { group in
        for number in 0..<4 {
          group.addTask {
            await Task.yield()
            return withScopedStateVariableLabels(group: "\(number)") { (0..<3).map { _ in StateVariable(0).label } }
          }
        }
        return try await group.reduce(into: [StateVariable(0).label]) { $0 += $1 }
      }
    }
    let inner = (0..<4).flatMap { group in (0..<3).map { VariableLabel.scoped(group: "\(group)", index: $0) } }
    #expect(Set(labels) == Set(inner + [.scoped(group: "outer", index: 0)]))
  }

  @Test func aScopeEndsWhenItsBodyThrows() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try withScopedStateVariableLabels { throw Stop() } }
    guard case .automatic = StateVariable(0).label else {
      Issue.record("the scope did not end")
      return
    }
  }

  @Test func modelsMadeAnewInAScopeFitWhatWasCompiled() throws {
    var traces = 0
    let step = jit { (counter: StateVariable<NDArray>) in
      traces += 1
      return try counter.value + 1
    }
    for _ in 0..<3 {
      let counter = withScopedStateVariableLabels { StateVariable(NDArray(0)) }
      _ = try step(counter)
    }
    #expect(traces == 1)
    _ = try step(StateVariable(NDArray(0)))
    #expect(traces == 2)
  }

  @Test func compiledFunctionsMayDependOnLabelsAndMetadata() throws {
    var traces = 0
    let freeze = jit { (parameters: [any ParameterLike]) in
      traces += 1
      return try freezeVariables(parameters)
    }
    for (label, role) in [("a", "x"), ("b", "x"), ("b", "y"), ("a", "x")] as [(VariableLabel, String)] {
      let frozen = try freeze([parameter(label, [1], metadata: ["role": role])])
      let value = try #require(frozen.first as? ParameterValue)
      #expect(value.label == label)
      #expect(value.metadata == ["role": role])
    }
    #expect(traces == 3)
  }
}
