import Layers
import NamedAxes
import Testing

struct SideInputsTests {
  @Test func keysAreStringsOrNames() {
    let side: SideInputs = [.tokenPositions: 1, "mask": true]
    #expect(side.names == ["mask", "token_positions"])
    #expect(side["token_positions"] as? Int == 1)
    #expect(side[SideInputs.Key("mask")] as? Bool == true)
    #expect(side[.randomStream] == nil)
    #expect("\(SideInputs.Key.randomStream)" == "random_stream")
  }

  @Test func theLastValueOfAKeyCounts() {
    let side: SideInputs = ["a": 1, "a": 2]
    #expect(side["a"] as? Int == 2)
    #expect(side.names == ["a"])
  }

  @Test func valuesCanBeAddedAndTakenAway() {
    var side: SideInputs = [:]
    side["a"] = 1
    #expect(side.names == ["a"])
    side["a"] = nil
    #expect(side.names.isEmpty)
  }

  @Test func aMissingSideInputIsNamedWithThoseGiven() throws {
    let error = #expect(throws: LayerInputError.self) {
      _ = try AddOffset()(counting(["a": 2]), ["shift": 1, .tokenPositions: 2])
    }
    #expect(error == .missingSideInput(layer: "AddOffset", key: "offset", given: ["shift", "token_positions"]))
    #expect(
      error?.description
        == #"(AddOffset) The side input "offset" is needed but was not given. Given: shift, token_positions."#)
  }

  @Test func aMissingSideInputIsNamedWhenNoneWereGiven() throws {
    let error = #expect(throws: LayerInputError.self) { _ = try AddOffset()(counting(["a": 2])) }
    #expect(error?.description.hasSuffix("No side inputs were given.") == true)
  }

  @Test func aSideInputOfAnotherTypeIsRefused() throws {
    let error = #expect(throws: LayerInputError.self) { _ = try AddOffset()(counting(["a": 2]), ["offset": 1.5]) }
    #expect(
      error == .sideInputType(layer: "AddOffset", key: "offset", expected: "NamedArray", found: "Double"))
    #expect(error?.description == #"(AddOffset) The side input "offset" must be NamedArray, found Double."#)
  }

  @Test func sideInputsReachNestedLayersAndOthersIgnoreThem() throws {
    let model = Sequential([Identity(), Residual(Sequential([AddOffset(), Zero()])), AddOffset()])
    let output = try model(counting(["a": 2]), ["offset": try counting(["a": 2]), "unused": "text"])
    #expect(try values(output, "a") == [2, 4])
  }
}
