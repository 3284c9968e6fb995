import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct LayerErrorTests {
  /// Layers within layers, with a linear map from three features to four at the bottom.
  private func nested() throws -> Sequential {
    let linear = try Linear.fromConfig(
      name: "inner", key: RandomKey(0), inputAxes: ["features": 3], outputAxes: ["out": 4])
    return Sequential([Identity(), Residual(Sequential([linear]))])
  }

  @Test func theErrorOfAnInnerLayerTellsTheWayToIt() throws {
    let error = #expect(throws: LayerError.self) { _ = try nested()(counting(["features": 5])) }
    #expect(error?.path.description == ".sublayers[1].delta.sublayers[0]")
    #expect(error?.layer == "Linear")
    #expect(
      error?.underlying as? LayerInputError
        == .axes(layer: "inner", expected: ["features": 3], found: ["features": 5]))
    #expect(
      error?.description == """
        At .sublayers[1].delta.sublayers[0] (Linear): (inner) The input does not fit: expected the axes \
        {features: 3} beside any others, found {features: 5}.
          axis features: size 5 does not match the expected 3
        """)
  }

  @Test func aLayerWithoutANameIsCalledByItsTypeOnce() throws {
    let model = Sequential([ApplyExplicitAttentionMask(maskInputName: "mask", maskedOutValue: 0)])
    let error = #expect(throws: LayerError.self) { _ = try model(counting(["seq": 3])) }
    #expect(
      error?.description == """
        At .sublayers[0] (ApplyExplicitAttentionMask): The side input "mask" is needed but was not given. \
        No side inputs were given.
        """)
  }

  @Test func theErrorOfACombinatorItselfHasItsOwnPath() throws {
    // The linear map works, but its result cannot be added to the input.
    let clash = try AddBias.fromConfig(name: "b", key: RandomKey(0), biasedAxes: [:], newOutputAxes: ["features": 4])
    let model = Sequential([Residual(Sequential([RenameAxes(from: ["features"], to: ["other"]), clash]))])
    let error = #expect(throws: LayerError.self) { _ = try model(counting(["features": 3])) }
    #expect(error?.path.description == ".sublayers[0]")
    #expect(error?.layer == "Residual")
    #expect(error?.underlying is NamedAxisError)
  }

  @Test func theErrorOfALayerCalledByItselfHasNoPath() throws {
    let linear = try Linear.fromConfig(name: "l", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["b": 2])
    #expect(throws: LayerInputError.self) { _ = try linear(counting(["a": 3])) }
  }

  @Test func thePathGrowsAtItsFront() throws {
    let error = #expect(throws: LayerError.self) { _ = try nested()(counting(["features": 5])) }
    #expect(error?.located(inside: "body").path.description == ".body.sublayers[1].delta.sublayers[0]")
  }

  @Test func thePathLeadsToTheLayer() throws {
    let model = try nested()
    let error = try #require(throws: LayerError.self) { _ = try model(counting(["features": 5])) }
    #expect(try model.node(at: error.path) is Linear)
  }

  @Test func aModelOfSlotsSaysWhichParameterIsMissing() throws {
    let model = Sequential([
      try Affine.fromConfig(name: "first", key: nil, inputAxes: ["a": 2], outputAxes: ["b": 2])
    ])
    let error = #expect(throws: LayerError.self) { _ = try model(counting(["a": 2])) }
    #expect(error?.path.description == ".sublayers[0].sublayers[0]")
    #expect(error?.underlying as? VariableError == .unbound(slot: #"ParameterSlot(label: "first/Linear.weights")"#))
  }

  @Test(arguments: [
    (
      LayerInputError.positionalAxes(layer: "l", found: [2, 3]),
      "positional axes of shape [2, 3]; name them with tag(_:)"
    ),
    (.dtype(layer: "l", expected: "a floating point dtype", found: "int32"), "floating point dtype, found int32"),
    (.outputNames(layer: "l", names: ["out"], found: ["out": 2]), "an axis out that the input {out: 2} has already"),
    (.configuration(layer: "l", problem: "no axes"), "(l) no axes."),
    (
      .axes(layer: "l", expected: ["a": 2, "b": 3], found: ["b": 4]),
      "\n  axis a: expected to be present, but missing\n  axis b: size 4 does not match the expected 3"
    ),
  ])
  func messagesSayWhatIsWrong(_ error: LayerInputError, _ words: String) {
    #expect(error.description.contains(words))
    #expect(error.description.hasPrefix("(l) "))
  }
}
