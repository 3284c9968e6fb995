import Arrays
import Layers
import Models
import NamedAxes
import Testing
import Trees
import Variables

struct MLPTests {
  @Test func nonlinearitiesStandBetweenTheAffineLayers() throws {
    let model = try MLP.fromConfig(key: RandomKey(0), featureSizes: [2, 3, 4, 1], activation: .tanh)
    #expect(
      model.sublayers.map { "\(type(of: $0))" } == ["Affine", "Elementwise", "Affine", "Elementwise", "Affine"])
    #expect((model.sublayers[1] as? Elementwise)?.function == .tanh)
    let input = try NamedArray(NDArray.ones([5, 2]), "batch", "features")
    #expect(try model(input).namedShape == ["batch": 5, "features": 1])
  }

  @Test func twoSizesGiveOneAffineLayer() throws {
    #expect(try MLP.fromConfig(key: nil, featureSizes: [2, 3]).sublayers.count == 1)
  }

  @Test(arguments: [[], [3]])
  func fewerSizesAreRefused(_ sizes: [Int]) {
    let error = #expect(throws: LayerInputError.self) {
      _ = try MLP.fromConfig(name: "net", key: nil, featureSizes: sizes)
    }
    #expect(error?.description == "(net) featureSizes must have at least two sizes, found \(sizes).")
  }

  @Test func aNegativeSizeIsRefused() {
    #expect(throws: (any Error).self) { _ = try MLP.fromConfig(key: RandomKey(0), featureSizes: [2, -3]) }
  }

  @Test func parametersAreLabelledByTheNameOfTheModel() throws {
    let model = try MLP.fromConfig(name: "net", key: RandomKey(0), featureSizes: [2, 3, 1])
    #expect(
      try model.leaves(of: Parameter.self).map(\.label.text) == [
        "net/Affine_0/Linear.weights", "net/Affine_0/AddBias.bias", "net/Affine_1/Linear.weights",
        "net/Affine_1/AddBias.bias",
      ])
  }

  @Test func theFeatureAxisCanHaveAnotherName() throws {
    let model = try MLP.fromConfig(key: RandomKey(0), featureSizes: [2, 3], featureAxis: "channels")
    #expect(try model(NamedArray(NDArray.ones([2]), "channels")).namedShape == ["channels": 3])
  }

  @Test func slotsAreFilledByTheParametersOfAnotherModel() throws {
    let trained = try MLP.fromConfig(key: RandomKey(0), featureSizes: [2, 3, 1])
    let empty = try MLP.fromConfig(key: nil, featureSizes: [2, 3, 1])
    let input = try NamedArray(NDArray.ones([2]), "features")
    let error = #expect(throws: LayerError.self) { _ = try empty(input) }
    #expect(error?.path.description == ".sublayers[0].sublayers[0]")
    #expect(error?.underlying is VariableError)
    let bound = try bindVariables(empty, unbindParameters(trained).parameters)
    #expect(try bound(input).data.doubles() == trained(input).data.doubles())
  }

  @Test func theTreesAreLawful() throws {
    for key in [nil, try RandomKey(0)] {
      #expect(treeLawViolations(in: try MLP.fromConfig(key: key, featureSizes: [2, 3, 1])) == [])
    }
  }

  @Test func theModelPrintsAsATree() throws {
    let model = try MLP.fromConfig(key: RandomKey(0), featureSizes: [2, 3, 1])
    #expect(
      "\(model)" == """
        MLP( # Sequential
          sublayers: [
            Affine( # Sequential
              sublayers: [
                Linear(
                  weights: Parameter(
                    label: "mlp/Affine_0/Linear.weights",
                    value: <NamedArray float32(| features:2, features_out:3) ≈0.23 ±0.55 [≥-0.64, ≤0.94]>,
                  ),
                  inputAxisNames: ["features"],
                  outputAxisNames: ["features_out"],
                ),
                RenameAxes(old: ["features_out"], new: ["features"]),
                AddBias(
                  bias: Parameter(
                    label: "mlp/Affine_0/AddBias.bias",
                    value: <NamedArray float32(| features:3) ≈0 ±0 [≥0, ≤0] zero:3>,
                  ),
                  newAxisNames: [],
                ),
              ],
            ),
            Elementwise(function: relu),
            Affine( # Sequential
              sublayers: [
                Linear(
                  weights: Parameter(
                    label: "mlp/Affine_1/Linear.weights",
                    value: <NamedArray float32(| features:3, features_out:1) ≈-0.015 ±0.52 [≥-0.74, ≤0.43]>,
                  ),
                  inputAxisNames: ["features"],
                  outputAxisNames: ["features_out"],
                ),
                RenameAxes(old: ["features_out"], new: ["features"]),
                AddBias(
                  bias: Parameter(
                    label: "mlp/Affine_1/AddBias.bias",
                    value: <NamedArray float32(| features:1) 0>,
                  ),
                  newAxisNames: [],
                ),
              ],
            ),
          ],
        )
        """)
  }
}
