import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct RMSLayerNormTests {
  @Test func theMeanSquareBecomesOne() throws {
    let output = try RMSStandardize(across: ["a"], epsilon: 0)(NamedArray(NDArray([3.0, 4.0]), "a"))
    let root = 12.5.squareRoot()
    #expect(zip(try values(output, "a"), [3 / root, 4 / root]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func theScaleIsOneAndLabelledByTheName() throws {
    let norm = try RMSLayerNorm.fromConfig(name: "n", key: RandomKey(0), acrossAxes: ["a": 2], dtype: .bfloat16)
    let scale = try #require(try norm.leaves(of: Parameter.self).first)
    #expect(scale.label.text == "n/scale.weights" && scale.value.dtype == .bfloat16)
    #expect((norm.sublayers[0] as? RMSStandardize)?.epsilon.dtype == .bfloat16)
  }

  @Test func whatCannotBeNormalizedIsRefused() throws {
    #expect(throws: LayerInputError.self) { _ = try RMSLayerNorm.fromConfig(name: "n", key: nil, acrossAxes: [:]) }
    #expect(throws: LayerInputError.self) { _ = try RMSStandardize(across: [])(counting(["a": 2])) }
    let dtype = #expect(throws: LayerInputError.self) {
      _ = try RMSStandardize(across: ["a"])(counting(["a": 2], dtype: .int32))
    }
    #expect(dtype == .dtype(layer: "RMSStandardize", expected: "a floating point dtype", found: "int32"))
    let norm = Sequential([try RMSLayerNorm.fromConfig(name: "n", key: RandomKey(0), acrossAxes: ["a": 2])])
    let missing = #expect(throws: LayerError.self) { _ = try norm(counting(["b": 2])) }
    #expect(missing?.path.description == ".sublayers[0].sublayers[0]")
    #expect(missing?.description.contains("no axis named a") == true)
  }

  @Test func anAxisOfSizeZeroGivesNothing() throws {
    let norm = try RMSLayerNorm.fromConfig(name: "n", key: RandomKey(0), acrossAxes: ["a": 0])
    #expect(try norm(NamedArray.ones(["a": 0, "b": 2])).namedShape == ["a": 0, "b": 2])
  }

  @Test func theTreeIsLawful() throws {
    #expect(
      treeLawViolations(in: try RMSLayerNorm.fromConfig(name: "n", key: RandomKey(0), acrossAxes: ["a": 2])) == [])
  }
}
