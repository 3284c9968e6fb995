import Arrays
import Layers
import NamedAxes
import Selectors
import Testing
import Trees

struct LayerTests {
  @Test func aLayerIsCalledWithoutSideInputs() throws {
    #expect(try values(Zero()(counting(["a": 3])), "a") == [0, 0, 0])
  }

  @Test func aLayerOfUnknownTypeIsCalledOnNamedArrays() throws {
    let layer: any Layer = AddOffset()
    let output = try layer(counting(["a": 2]), ["offset": try counting(["a": 2])])
    #expect(try values(output, "a") == [2, 4])
  }

  @Test func aValueOfAnotherTypeIsRefused() throws {
    let pair = Pair(first: try counting(["a": 2]), second: try counting(["a": 2]))
    let error = #expect(throws: LayerInputError.self) { _ = try Zero().call(pair, [:]) }
    #expect(error == .inputType(layer: "Zero", expected: "NamedArray", found: "Pair"))
    #expect(error?.description == "(Zero) The layer takes NamedArray, found Pair.")
  }

  @Test func aLayerThatTakesAnotherTypeRefusesAnArray() throws {
    let error = #expect(throws: LayerInputError.self) { _ = try Join()(counting(["a": 2])) }
    #expect(error == .inputType(layer: "Join", expected: "Pair", found: "NamedArray"))
  }

  @Test func aLayerThatGivesAnotherTypeIsNotCalledForAnArray() throws {
    let layer: any Layer = Fork()
    let error = #expect(throws: LayerInputError.self) { _ = try layer(counting(["a": 2])) }
    #expect(error == .outputType(layer: "Fork", expected: "NamedArray", found: "Pair"))
    #expect(error?.description.contains("Use call(_:_:)") == true)
    let pair = try #require(try layer.call(counting(["a": 2]), [:]) as? Pair)
    #expect(try values(pair.second, "a") == [1, 2])
  }

  @Test func aLayerIsSelectedWhole() throws {
    let selection = Block([Zero()]).select()
    #expect(selection.count == 1)
    #expect(selection.paths == [[]])
  }

  @Test func sampleLayersAreLawful() {
    #expect(treeLawViolations(in: Block([Zero(), Fork(), Join(), AddOffset()])) == [])
  }
}
