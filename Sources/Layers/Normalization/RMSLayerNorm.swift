public import Arrays
public import NamedAxes
internal import Trees

/// Scales its input to a mean square of one, then each place of the axes by a parameter.
public struct RMSLayerNorm: SequentialLayer {
  /// The standardization, and the scale as a linear map without input and output axes.
  public var sublayers: [any Layer]

  /// A layer that runs the given ones.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// Builds a standardization and a scale of ones, labelled `{name}/scale.weights`.
  ///
  /// - Parameters:
  ///   - name: the name of the layer.
  ///   - key: the base key of the model; without one the scale is a slot.
  ///   - acrossAxes: the axes to standardize over jointly, at least one.
  ///   - epsilon: what is added to the mean square, rounded to the type of the parameters.
  ///   - dtype: the type of the parameters.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when there are no axes.
  public static func fromConfig(
    name: String, key: RandomKey?, acrossAxes: NamedShape, epsilon: Double = 1e-6, dtype: DType = .float32
  ) throws -> RMSLayerNorm {
    RMSLayerNorm([
      RMSStandardize(across: acrossAxes.names, epsilon: NDArray(literal: .float(epsilon), dtype: dtype)),
      try Linear.scale(name: name, key: key, acrossAxes: acrossAxes, dtype: dtype),
    ])
  }
}
