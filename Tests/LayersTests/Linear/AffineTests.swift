import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct AffineTests {
  @Test func withDifferentNamesItIsAMapAndABias() throws {
    let layer = try Affine.fromConfig(name: "net", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["b": 3])
    #expect(layer.sublayers.map { "\(type(of: $0))" } == ["Linear", "AddBias"])
    #expect(try layer(counting(["a": 2])).namedShape == ["b": 3])
  }

  @Test func withASharedNameTheRenamingStandsBetweenThem() throws {
    let layer = try Affine.fromConfig(name: "net", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["a": 3])
    #expect(layer.sublayers.map { "\(type(of: $0))" } == ["Linear", "RenameAxes", "AddBias"])
    #expect(try layer(counting(["batch": 4, "a": 2])).namedShape == ["batch": 4, "a": 3])
  }

  @Test func parametersAreLabelledByTheirPlaces() throws {
    let layer = try Affine.fromConfig(name: "net", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["a": 3])
    #expect(try layer.leaves(of: Parameter.self).map(\.label.text) == ["net/Linear.weights", "net/AddBias.bias"])
  }

  @Test func theBiasHasParallelBroadcastAndOutputAxes() throws {
    let layer = try Affine.fromConfig(
      name: "net", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["b": 3], parallelAxes: ["p": 4],
      parallelBroadcastAxes: ["q": 5], biasInitializer: .constant(1))
    let bias = try #require(layer.sublayers.last as? AddBias)
    #expect(try bias.bias.value.namedShape == ["p": 4, "q": 5, "b": 3])
  }

  @Test func namesThatClashAreRefused() {
    let error = #expect(throws: LayerInputError.self) {
      _ = try Affine.fromConfig(
        name: "net", key: nil, inputAxes: ["a": 2, "a_out": 2], outputAxes: ["a": 2])
    }
    #expect(error?.description.hasPrefix("(net/Linear) the output axes {a: 2} cannot be renamed apart") == true)
  }

  @Test func parametersHaveTheDTypeAskedFor() throws {
    let layer = try Affine.fromConfig(
      name: "net", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["b": 3], dtype: .bfloat16)
    #expect(try layer.leaves(of: Parameter.self).map(\.value.dtype) == [.bfloat16, .bfloat16])
  }

  @Test func theTreesAreLawful() throws {
    for key in [nil, try RandomKey(0)] {
      let layer = try Affine.fromConfig(name: "net", key: key, inputAxes: ["a": 2], outputAxes: ["a": 3])
      #expect(treeLawViolations(in: layer) == [])
    }
  }
}
