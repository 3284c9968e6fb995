import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct LayerNormTests {
  @Test func itIsAStandardizationAScaleAndAShift() throws {
    let layer = try LayerNorm.fromConfig(name: "norm", key: RandomKey(0), acrossAxes: ["a": 2, "b": 3])
    #expect(layer.sublayers.map { "\(type(of: $0))" } == ["Standardize", "Linear", "AddBias"])
    let parameters = try layer.leaves(of: Parameter.self)
    #expect(parameters.map(\.label.text) == ["norm/scale.weights", "norm/shift.bias"])
    #expect(parameters.map(\.value.namedShape) == [["a": 2, "b": 3], ["a": 2, "b": 3]])
    #expect(try parameters.map { Set(try $0.value.data.doubles()) } == [[1], [0]])
  }

  @Test func scaleAndShiftApplyToEachPlace() throws {
    let layer = try LayerNorm.fromConfig(name: "norm", key: RandomKey(0), acrossAxes: ["a": 2])
    let parameters = try layer.leaves(of: Parameter.self)
    parameters[0].value = try NamedArray(NDArray([2.0, 3.0]), "a")
    parameters[1].value = try NamedArray(NDArray([10.0, 20.0]), "a")
    let output = try values(layer(counting(["a": 2])), "a")
    #expect(abs(output[0] - 8) < 1e-4)
    #expect(abs(output[1] - 23) < 1e-4)
  }

  @Test func withoutAxesItIsRefused() {
    let error = #expect(throws: LayerInputError.self) {
      _ = try LayerNorm.fromConfig(name: "norm", key: nil, acrossAxes: [:])
    }
    #expect(error?.description == "(norm) there must be at least one axis in acrossAxes.")
  }

  @Test func theTreeIsLawful() throws {
    #expect(treeLawViolations(in: try LayerNorm.fromConfig(name: "n", key: RandomKey(0), acrossAxes: ["a": 2])) == [])
  }
}
