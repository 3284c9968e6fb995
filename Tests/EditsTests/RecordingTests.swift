import Arrays
import Edits
import Layers
import NamedAxes
import Selectors
import Testing
import Trees
import Variables

/// What recording keeps, and what it refuses.
struct RecordingTests {
  private func sample() throws -> Row {
    let shared = Parameter(NamedArray(try NDArray([1, 2, 3] as [Float])), label: "w")
    let mask = try NDArray([true, false])
    return Row(parts: [
      Weighted(weight: shared, mask: mask), Label(size: 1, counts: ["a": 1], offset: nil),
      Box(content: Weighted(weight: shared, mask: mask), spare: nil, title: "t"),
    ])
  }

  @Test func anEditThatChangesNothingIsNoStep() throws {
    var recorder = try EditRecorder(sample(), with: .samples)
    try recorder.edit { $0 }
    try recorder.edit { Row(parts: $0.parts) }
    #expect(recorder.script.isEmpty && recorder.script.stepCount == 0)
    #expect(recorder.script == EditScript())
  }

  @Test func aFailedEditLeavesTheRecorderAsItWas() throws {
    struct Private: Shape { mutating func walk(_ walker: inout some TreeWalker) throws {} }
    var recorder = try EditRecorder(sample(), with: .samples)
    let error = #expect(throws: EditError.self) {
      try recorder.edit { try select($0).at(\.parts[1]).set(Box(content: Private(), spare: nil, title: "")) }
    }
    #expect(error?.place == ".parts[1].content")
    #expect(error?.reason == .unregistered(type: "Private"))
    #expect(recorder.script.isEmpty)
    #expect(try diff(recorder.tree, sample()) == [])
  }

  @Test func whatCannotBeWrittenIsNamed() throws {
    var recorder = try EditRecorder(Sequential([Identity()]))
    let function = #expect(throws: EditError.self) {
      try recorder.edit { try select($0).at(\.sublayers[0]).set(Elementwise(ElementwiseFunction("own") { $0 })) }
    }
    #expect(function?.description.contains("At .sublayers[0].function: ") == true)
    #expect(function?.description.contains("the function \"own\" is not registered") == true)
    let axis = #expect(throws: EditError.self) {
      try recorder.edit { try select($0).at(\.sublayers[0]).set(Softmax(.unique())) }
    }
    #expect(axis?.description.contains("a unique name of an axis") == true)

    var registry = EditRegistry.library
    registry.register(ElementwiseFunction("own") { $0 })
    var allowing = try EditRecorder(Sequential([Identity()]), with: registry)
    try allowing.edit { try select($0).at(\.sublayers[0]).set(Elementwise(ElementwiseFunction("own") { $0 })) }
    #expect(allowing.script.editCount == 1)
  }

  @Test func aSymbolCannotBeRecorded() throws {
    let recorded = #expect(throws: EditError.self) {
      _ = try jit { (x: NDArray) in
        _ = try EditRecorder(Weighted(weight: ParameterSlot(label: "w"), mask: x), with: .samples)
        return x
      }(NDArray([1, 2]))
    }
    #expect(recorded?.place == ".mask")
  }

  @Test func valuesOfSharedVariablesAreSetAtAllPlaces() throws {
    let tree = try sample()
    var recorder = try EditRecorder(tree, with: .samples)
    try recorder.edit { tree in
      let parameter = try tree.leaves(of: Parameter.self)[0]
      parameter.value = try parameter.value + 1
      return tree
    }
    #expect(recorder.script.description == "step 0\n  set .parts[0].weight to a Parameter")
    let fresh = try sample()
    let replayed = try recorder.script.replayed(on: fresh, with: .samples)
    let parameters = try replayed.leaves(of: Parameter.self)
    #expect(parameters.count == 2 && parameters[0] === parameters[1])
    #expect(try parameters[0].value.data.elements(as: Float.self) == [2, 3, 4])
    #expect(try fresh.leaves(of: Parameter.self)[0].value.data.elements(as: Float.self) == [1, 2, 3])
  }

  @Test func aVariableRemovedAndPutBackKeepsItsValue() throws {
    let parameter = Parameter(NamedArray(try NDArray([5] as [Float])), label: "late")
    let mask = try NDArray([true])
    var recorder = try EditRecorder(sample(), with: .samples)
    try recorder.edit { Row(parts: $0.parts + [Weighted(weight: parameter, mask: mask)]) }
    try recorder.edit { Row(parts: $0.parts.dropLast()) }
    parameter.value = try parameter.value * 2
    try recorder.edit { Row(parts: $0.parts + [Weighted(weight: parameter, mask: mask)]) }
    let replayed = try recorder.script.replayed(on: sample(), with: .samples)
    #expect(try diff(recorder.tree, replayed) == [])
  }

  @Test func scriptsAreJoined() throws {
    let mask = try NDArray([true])
    func script(_ label: VariableLabel, from tree: Row) throws -> (EditScript, Row) {
      var recorder = try EditRecorder(tree, with: .samples)
      let parameter = Parameter(NamedArray(try NDArray([5] as [Float])), label: label)
      try recorder.edit { Row(parts: $0.parts + [Weighted(weight: parameter, mask: mask)]) }
      try recorder.edit { Row(parts: [Weighted(weight: parameter, mask: mask)] + $0.parts) }
      return (recorder.script, recorder.tree)
    }
    let (first, middle) = try script("a", from: sample())
    let (second, last) = try script("b", from: middle)
    let replayed = try (first + second).replayed(on: sample(), with: .samples)
    #expect(try diff(last, replayed) == [])
    #expect((first + second).stepCount == 4)
  }

  @Test func arraysOfAllTypesKeepTheirBits() throws {
    let bytes: [UInt8] = [0, 0, 192, 127, 239, 190, 192, 255, 0, 0, 0, 128, 1, 0, 0, 0]
    var arrays: [NDArray] = [0.1, NDArray(3), try NDArray.zeros([0, 3]), try NDArray([Float](), shape: [0])]
    for dtype in DType.allCases where dtype != .bool {
      arrays.append(
        try bytes.withUnsafeBytes { try NDArray(bytes: $0, type: ArrayType([16 / dtype.byteCount], dtype)) })
    }
    let script = try EditScript(from: [NDArray](), to: arrays)
    let replayed = try EditScript(parsing: script.json).replayed(on: [NDArray]())
    #expect(try diff(arrays, replayed) == [])
    #expect(replayed.map(\.type) == arrays.map(\.type))
    #expect(try replayed.map { try $0.bytes() } == arrays.map { try $0.bytes() })
    #expect(replayed.map(\.isWeaklyTyped) == arrays.map(\.isWeaklyTyped))
  }

  @Test func namedAxesKeepTheirPlaces() throws {
    let array = try NamedArray(NDArray.zeros([2, 3, 4, 5]), "a", "b", "c", "d").untag("c", "a")
    let script = try EditScript(from: [NamedArray](), to: [array, NamedArray(NDArray.zeros([2]))])
    let replayed = try EditScript(parsing: script.json).replayed(on: [NamedArray]())
    #expect(try diff([array, NamedArray(NDArray.zeros([2]))], replayed) == [])
    #expect(replayed[0].positionalShape == [4, 2] && replayed[0].namedShape == array.namedShape)
  }

  @Test func labelsWithoutNamesAreNewAndDoNotCount() throws {
    func model() -> StateHolder { StateHolder(state: StateVariable(NDArray(0))) }
    #expect(try diff(model(), model()) == [])
    let script = try EditScript(from: [StateHolder](), to: [model()], with: StateHolder.registry)
    let one = try script.replayed(on: [StateHolder](), with: StateHolder.registry)
    let two = try script.replayed(on: [StateHolder](), with: StateHolder.registry)
    #expect(one[0].state.label != two[0].state.label)
    #expect(try diff(one, two) == [])
  }

  @Test func differencesOfVariablesAreTold() throws {
    func weighted(_ label: VariableLabel, _ values: [Float]) throws -> Weighted {
      Weighted(weight: Parameter(NamedArray(try NDArray(values)), label: label), mask: try NDArray([true]))
    }
    let one = try weighted("a", [1, 2, 3])
    func changes(_ other: Weighted) throws -> [String] { try diff(one, other).map(\.description) }
    #expect(try changes(weighted("a", [1, 2.5, -3])) == [".weight: 2 of 3 elements differ, by at most 6.0"])
    #expect(try changes(weighted("a", [1, 2, .nan])) == [".weight: 1 of 3 elements differ, by at most nan"])
    #expect(try changes(weighted("a", [1, 2])) == [".weight: float32[2] instead of float32[3]"])
    #expect(try changes(weighted("b", [1, 2, 3])) == [".weight: the label is \"b\" instead of \"a\""])
    let frozen = Weighted(weight: ParameterValue(NamedArray(try NDArray([1])), label: "a"), mask: one.mask)
    #expect(try changes(frozen) == [".weight: ParameterValue in place of Parameter"])
    #expect(
      try diff(weighted("a", [0, 0, 0]), weighted("a", [0, 0, -0.0])).map(\.description) == [
        ".weight: 1 of 3 elements differ, by at most 0.0"
      ])
  }

  @Test func differencesOfListsAndEntriesAreTold() throws {
    func label(_ size: Double) -> Label { Label(size: size, counts: [:], offset: nil) }
    let one = Row(parts: [label(1), label(2), label(3)])
    func changes(_ parts: [any Shape]) throws -> [String] { try diff(one, Row(parts: parts)).map(\.description) }
    #expect(try changes([label(2), label(3)]) == [".parts[0]: Label removed"])
    #expect(try changes([label(1), label(2), Row(parts: []), label(3)]) == [".parts[2]: Row inserted"])
    #expect(try changes([label(1), label(7), label(3)]) == [".parts[1].size: 7.0 instead of 2.0"])
    #expect(try changes([label(3), label(1), label(2)]) == [".parts[0]: Label inserted", ".parts[2]: Label removed"])
    #expect(
      try diff(
        Label(size: 1, counts: ["a": 1, "b": 2], offset: 1), Label(size: 1, counts: ["b": 3, "c": 4], offset: nil)
      ).map(\.description) == [
        ".self: offset is nil instead of Optional(1.0)", ".counts[\"a\"]: Int removed",
        ".counts[\"b\"]: 3 instead of 2", ".counts[\"c\"]: Int inserted",
      ])
  }
}

/// A tree with a state variable.
struct StateHolder: PyTree {
  var state: any StateVariableLike<NDArray>

  mutating func walk(_ walker: inout some TreeWalker) throws { try walker.child("state", &state) }

  static var registry: EditRegistry {
    var registry = EditRegistry.library
    registry.register(StateHolder.self) { StateHolder(state: try $0.child("state")) }
    registry.registerContainers(of: StateHolder.self)
    return registry
  }
}
