import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct AddBiasTests {
  @Test func theBiasIsAddedByName() throws {
    let layer = AddBias(bias: Parameter(try counting(["a": 2]), label: "b.bias"))
    #expect(try values(layer(counting(["b": 2, "a": 2])), "b", "a") == [2, 4, 4, 6])
  }

  @Test func newAxesAreAdded() throws {
    let layer = try AddBias.fromConfig(
      name: "b", key: RandomKey(0), biasedAxes: ["a": 2], newOutputAxes: ["n": 3], initializer: .constant(1))
    #expect(layer.newAxisNames == ["n"])
    let output = try layer(counting(["a": 2]))
    #expect(output.namedShape == ["a": 2, "n": 3])
    #expect(try values(output, "n", "a") == [2, 3, 2, 3, 2, 3])
  }

  @Test func theBiasIsZeroAtFirst() throws {
    let layer = try AddBias.fromConfig(name: "b", key: RandomKey(0), biasedAxes: ["a": 2])
    #expect(try values(layer.bias.value, "a") == [0, 0])
    #expect(layer.bias.label == "b.bias")
  }

  @Test func anAxisThatTheInputLacksIsRefusedUnlessNew() throws {
    let layer = try AddBias.fromConfig(name: "b", key: RandomKey(0), biasedAxes: ["a": 2])
    let error = #expect(throws: LayerInputError.self) { _ = try layer(counting(["c": 2])) }
    #expect(error == .axes(layer: "b", expected: ["a": 2], found: ["c": 2]))
  }

  @Test func aNewAxisOfAnotherSizeInTheInputIsRefused() throws {
    let layer = try AddBias.fromConfig(name: "b", key: RandomKey(0), biasedAxes: [:], newOutputAxes: ["n": 3])
    let error = #expect(throws: NamedAxisError.self) { _ = try layer(counting(["n": 2])) }
    #expect(error?.description.contains("n: 3") == true)
    #expect(error?.description.contains("n: 2") == true)
  }

  @Test func theTreeIsLawful() throws {
    #expect(treeLawViolations(in: try AddBias.fromConfig(name: "b", key: RandomKey(0), biasedAxes: ["a": 2])) == [])
  }
}
