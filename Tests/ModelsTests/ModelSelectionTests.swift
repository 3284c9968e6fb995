import Arrays
import Layers
import Models
import NamedAxes
import Selectors
import Testing
import Trees
import Variables

/// Appends its input to a state variable and gives it.
private struct Record: Layer {
  var seen: any StateVariableLike<[NamedArray]>

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try seen.set(seen.value + [input])
    return input
  }
  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("seen", &seen)
  }
}

struct ModelSelectionTests {
  let model: MLP
  let input: NamedArray

  init() throws {
    model = try MLP.fromConfig(key: RandomKey(0), featureSizes: [2, 4, 4, 1])
    input = try NamedArray(NDArray([0.5, -1, 2, 3] as [Float], shape: [2, 2]), "batch", "features")
  }

  private func parameters(_ tree: some PyTree) throws -> [ObjectIdentifier] {
    try tree.leaves(of: Parameter.self).map { ObjectIdentifier($0) }
  }

  @Test func instancesOfATypeAreFoundAnywhere() throws {
    let linears = try select(model).at(instancesOf: Linear.self)
    #expect(
      linears.paths.map(\.description) == [
        ".sublayers[0].sublayers[0]", ".sublayers[2].sublayers[0]", ".sublayers[4].sublayers[0]",
      ])
    #expect(linears.map(\.inputAxisNames) == [["features"], ["features"], ["features"]])
    #expect(try select(model).at(instancesOf: Parameter.self).count == 6)
    #expect(try select(model).at(instancesOf: (any Layer).self).count == 1)
    #expect(try select(model).at(instancesOf: Softmax.self).isEmpty)
  }

  @Test func aKeyPathLeadsToAnElement() throws {
    let selection = try select(model).at(\.sublayers[2])
    #expect(try selection.get() is Affine)
    #expect(selection.paths.map(\.description) == [".sublayers[2]"])
  }

  @Test func aPathGoesOnPastExistentials() throws {
    let weights = try select(model).at { $0.sublayers[2].sublayers[0].weights }.get()
    #expect((weights as? Parameter)?.label == "mlp/Affine_1/Linear.weights")
    let within = try select(model).at(\.sublayers[2]).at(instancesOf: AddBias.self)
    #expect(within.paths.map(\.description) == [".sublayers[2].sublayers[2]"])
    let error = #expect(throws: TreeError.self) { _ = try select(model).at { $0.sublayers[1].weights } }
    #expect(error?.description.contains(".sublayers[1]") == true)
  }

  @Test func anElementPastTheEndIsNamed() throws {
    let error = #expect(throws: TreeError.self) { _ = try select(model).at(\.sublayers[9]) }
    #expect(error?.description.contains(".sublayers") == true)
    #expect(error?.description.contains("[9]") == true)
  }

  @Test func activationsAreCapturedByAnInsertedLayer() throws {
    let seen = StateVariable<[NamedArray]>([], label: "seen")
    let edited = try select(model).at(instancesOf: Elementwise.self).insertAfter(Record(seen: seen))
    #expect(edited.sublayers.count == 7)
    #expect(edited.sublayers[2] is Record && edited.sublayers[5] is Record)
    #expect(model.sublayers.count == 5)

    let output = try edited(input)
    #expect(try output.data.doubles() == model(input).data.doubles())
    #expect(seen.value.map(\.namedShape) == [["batch": 2, "features": 4], ["batch": 2, "features": 4]])
    let first = try Elementwise(.relu)(model.sublayers[0](input))
    #expect(try seen.value[0].data.doubles() == first.data.doubles())
  }

  @Test func activationsAreCapturedUnderJit() throws {
    let seen = StateVariable<[NamedArray]>([], label: "seen")
    let edited = try select(model).at(instancesOf: Elementwise.self).insertAfter(Record(seen: seen))
    let run = jit { (input: NamedArray) in try edited(input) }
    let output = try run(input)
    #expect(seen.value.count == 2)
    let expected = try model(input).data.doubles()
    for (found, wanted) in zip(try output.data.doubles(), expected) { #expect(abs(found - wanted) < 1e-6) }
    // The captured state has another structure now, so the function is traced anew.
    _ = try run(input)
    #expect(seen.value.count == 4)
  }

  @Test func activationsAreCapturedUnderJitByAModelPassedIn() throws {
    let seen = StateVariable<[NamedArray]>([], label: "seen")
    let edited = try select(model).at(instancesOf: Elementwise.self).insertAfter(Record(seen: seen))
    let run = jit { (model: MLP, input: NamedArray) in try model(input) }
    for count in 1...3 {
      _ = try run(edited, input)
      // The state has another structure at each call, so the function is traced anew.
      #expect(seen.value.count == 2 * count)
    }
  }

  @Test func aLayerCanBeInsertedBefore() throws {
    let edited = try select(model).at(\.sublayers[0]).insertBefore(Zero())
    #expect(edited.sublayers.first is Zero)
    // Without input only the biases, which are zero, are left.
    #expect(try edited(input).data.doubles() == [0, 0])
  }

  @Test func layersCanBeRemoved() throws {
    let edited = try select(model).at(instancesOf: Elementwise.self).removeFromParent()
    #expect(edited.sublayers.count == 3)
    #expect(try edited(input).namedShape == ["batch": 2, "features": 1])
    let bare = try select(model).at(instancesOf: AddBias.self).removeFromParent()
    #expect(try bare.leaves(of: Parameter.self).count == 3)
    // The biases are zero, so that nothing changes.
    #expect(try bare(input).data.doubles() == model(input).data.doubles())
  }

  @Test func aLayerCanBeReplaced() throws {
    let edited = try select(model).at(\.sublayers[2]).set(Zero())
    #expect(edited.sublayers[2] is Zero)
    #expect(try edited(input).data.doubles() == [0, 0])
    #expect(try model(input).data.doubles() != [0, 0])
    let restored = try select(edited).at(\.sublayers[2]).set(model.sublayers[2])
    #expect(try restored(input).data.doubles() == model(input).data.doubles())
    #expect(try parameters(restored) == parameters(model))
  }

  @Test func aValueThatIsNoLayerIsRefused() throws {
    let error = #expect(throws: TreeError.self) { _ = try select(model).at(\.sublayers[2]).set(3) }
    #expect(error == .wrongType(path: ["sublayers", .index(2)], declared: "Layer", offered: "Int"))
  }

  @Test func editsShareTheParameters() throws {
    let all = try parameters(model)
    let wrapped = try select(model).at(instancesOf: Affine.self).apply { Residual($0) }
    #expect(try parameters(wrapped) == all)
    #expect(wrapped.sublayers.filter { $0 is Residual }.count == 3)
    let edited = try select(model).at(\.sublayers[2]).set(Zero())
    #expect(try parameters(edited) == Array(all[..<2]) + Array(all[4...]))

    let bias = try select(edited).at { $0.sublayers[0].sublayers[2].bias }.get()
    let parameter = try #require(bias as? Parameter)
    parameter.value = try parameter.value + 1
    #expect(try model.leaves(of: Parameter.self)[1].value.data.doubles() == [1, 1, 1, 1])
  }

  @Test func aSelectionIsNarrowedByAConditionAndCounted() throws {
    let wide = try select(model).at(instancesOf: Linear.self).where { try $0.weights.value.namedShape["features"] == 4 }
    #expect(wide.count == 2)
    try wide.assertCount(is: 2)
    let error = #expect(throws: SelectionError.self) { try wide.assertCount(is: 3) }
    #expect(error?.description.contains(".sublayers[2].sublayers[0]") == true)
  }
}
