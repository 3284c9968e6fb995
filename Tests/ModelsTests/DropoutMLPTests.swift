import Arrays
import Layers
import Models
import NamedAxes
import Testing
import Trees
import Variables

struct DropoutMLPTests {
  @Test func dropoutStandsBeforeTheNonlinearity() throws {
    let model = try DropoutMLP.fromConfig(key: RandomKey(0), featureSizes: [2, 3, 1], dropRate: 0.5)
    #expect(
      model.sublayers.map { "\(type(of: $0))" } == ["Affine", "StochasticDropout", "Elementwise", "Affine"])
    #expect(try model.leaves(of: Parameter.self)[0].label.text == "dropout_mlp/Affine_0/Linear.weights")
    let stream = RandomStream(baseKey: try RandomKey(1))
    let input = try NamedArray(NDArray.ones([5, 2]), "batch", "features")
    #expect(try model(input, [.randomStream: stream]).namedShape == ["batch": 5, "features": 1])
    #expect(treeLawViolations(in: model) == [])
  }

  @Test func fewerSizesThanTwoAreRefused() {
    #expect(throws: LayerInputError.self) {
      _ = try DropoutMLP.fromConfig(key: nil, featureSizes: [2], dropRate: 0.5)
    }
  }
}
