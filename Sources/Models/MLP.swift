public import Arrays
public import Layers
public import NamedAxes
internal import Trees

/// A multilayer perceptron: affine layers with a nonlinearity between them.
public struct MLP: SequentialLayer {
  /// The affine layers and the nonlinearities, in turn.
  public var sublayers: [any Layer]

  /// A perceptron of the given layers.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// Builds a perceptron.
  ///
  /// - Parameters:
  ///   - name: the parameters are labelled `{name}/Affine_0/Linear.weights` and so on.
  ///   - key: the base key; without one the parameters are slots.
  ///   - featureSizes: the size of the features at the input, between the layers and at the output; at least two.
  ///   - activation: the function after every affine layer but the last.
  ///   - featureAxis: the axis of the features.
  /// - Throws: `LayerInputError.configuration` when there are fewer than two sizes.
  public static func fromConfig(
    name: String = "mlp", key: RandomKey?, featureSizes: [Int], activation: ElementwiseFunction = .relu,
    featureAxis: AxisName = "features"
  ) throws -> MLP {
    MLP(try perceptron(name, key, featureSizes, featureAxis, between: [Elementwise(activation)]))
  }
}

/// Affine layers with other layers between them.
func perceptron(
  _ name: String, _ key: RandomKey?, _ featureSizes: [Int], _ featureAxis: AxisName, between: [any Layer]
) throws -> [any Layer] {
  guard featureSizes.count >= 2 else {
    throw LayerInputError.configuration(
      layer: name, problem: "featureSizes must have at least two sizes, found \(featureSizes)")
  }
  return try zip(featureSizes, featureSizes.dropFirst()).enumerated().flatMap { position, sizes in
    let affine = try Affine.fromConfig(
      name: "\(name)/Affine_\(position)", key: key, inputAxes: NamedShape([(featureAxis, sizes.0)]),
      outputAxes: NamedShape([(featureAxis, sizes.1)]))
    return (position > 0 ? between : []) + [affine]
  }
}
