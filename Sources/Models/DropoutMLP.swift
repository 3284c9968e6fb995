public import Arrays
public import Layers
public import NamedAxes
internal import Trees

/// A multilayer perceptron with dropout before each nonlinearity.
public struct DropoutMLP: SequentialLayer {
  /// The affine layers, the dropouts and the nonlinearities, in turn.
  public var sublayers: [any Layer]

  /// A perceptron of the given layers.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// Builds a perceptron.
  ///
  /// - Parameters:
  ///   - name: the parameters are labelled `{name}/Affine_0/Linear.weights` and so on.
  ///   - key: the base key; without one the parameters are slots.
  ///   - featureSizes: the size of the features at the input, between the layers and at the output; at least two.
  ///   - dropRate: the probability of a feature between the layers to become zero.
  ///   - activation: the function after every affine layer but the last.
  ///   - featureAxis: the axis of the features.
  /// - Throws: `LayerInputError.configuration` when there are fewer than two sizes.
  public static func fromConfig(
    name: String = "dropout_mlp", key: RandomKey?, featureSizes: [Int], dropRate: Double,
    activation: ElementwiseFunction = .relu, featureAxis: AxisName = "features"
  ) throws -> DropoutMLP {
    DropoutMLP(
      try perceptron(
        name, key, featureSizes, featureAxis, between: [StochasticDropout(dropRate: dropRate), Elementwise(activation)])
    )
  }
}
