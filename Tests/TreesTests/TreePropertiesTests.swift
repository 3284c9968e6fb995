import Testing
import Trees

struct TreePropertiesTests {
  @Test func childrenAndStaticValuesComeInTheOrderOfTheWalk() throws {
    let properties = try properties(of: Linear(weights: ["a": 1], bias: nil, axis: "x"))
    #expect(properties.map(\.key) == ["weights", "bias", "axis"])
    #expect(properties.map(\.isChild) == [true, true, false])
    #expect(properties[2].value as? String == "x")
    #expect(try Trees.properties(of: 3).isEmpty)
  }

  @Test func pathsCanBePrintedWithTypes() throws {
    let model = Model.sample()
    #expect(
      try model.typedDescription(of: ["body", "parts", .index(1), "parts", .index(0), "weights", .entry("c")])
        == #"Model.body/Sequence.parts[1]/Sequence.parts[0]/Linear.weights["c"]"#)
    #expect(try model.typedDescription(of: []) == "")
    #expect(throws: TreeError.self) { try model.typedDescription(of: ["tail"]) }
  }
}
