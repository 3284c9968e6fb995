import Arrays
import Layers
import NamedAxes
import Testing
import Trees

struct SequentialLayerTests {
  @Test func layersRunInOrder() throws {
    let model = Sequential([Residual(Identity()), Zero(), AddOffset()])
    let output = try model(counting(["a": 2]), ["offset": try counting(["a": 2])])
    #expect(try values(output, "a") == [1, 2])
  }

  @Test func withoutLayersTheInputIsGiven() throws {
    #expect(try values(Sequential([])(counting(["a": 2])), "a") == [1, 2])
  }

  @Test func layersHandOnValuesOfOtherTypes() throws {
    #expect(try values(Sequential([Fork(), Join()])(counting(["a": 2])), "a") == [2, 4])
    let pair = Pair(first: try counting(["a": 2]), second: try counting(["a": 2]))
    let output = try #require(try Sequential([Join(), Zero()]).call(pair, [:]) as? NamedArray)
    #expect(try values(output, "a") == [0, 0])
  }

  @Test func aLayerThatGetsAnotherTypeIsNamed() throws {
    let error = #expect(throws: LayerError.self) { _ = try Sequential([Fork(), Zero()])(counting(["a": 2])) }
    #expect(error?.path.description == ".sublayers[1]")
    #expect(
      error?.underlying as? LayerInputError == .inputType(layer: "Zero", expected: "NamedArray", found: "Pair"))
  }

  @Test func aResultOfAnotherTypeIsRefused() throws {
    let error = #expect(throws: LayerInputError.self) { _ = try Sequential([Fork()])(counting(["a": 2])) }
    #expect(error == .outputType(layer: "Sequential", expected: "NamedArray", found: "Pair"))
    let kind = #expect(throws: LayerInputError.self) { _ = try Block([Fork()])(counting(["a": 2])) }
    #expect(kind == .outputType(layer: "Block", expected: "NamedArray", found: "Pair"))
  }

  @Test func aKindRunsLikeASequence() throws {
    let layers: [any Layer] = [Residual(Identity()), Residual(Zero())]
    #expect(try values(Block(layers)(counting(["a": 2])), "a") == [2, 4])
  }

  @Test func theTreesAreLawful() {
    #expect(treeLawViolations(in: Sequential([Zero(), Block([]), Sequential([Identity()])])) == [])
  }
}
