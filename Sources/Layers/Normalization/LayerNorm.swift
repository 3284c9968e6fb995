public import Arrays
public import NamedAxes
internal import Trees

/// Standardizes its input, then scales and shifts each place of the axes by parameters.
///
/// Source: Ba, Kiros and Hinton, "Layer normalization", 2016.
public struct LayerNorm: SequentialLayer {
  /// The standardization, the scale as a linear map without input and output axes, and the shift.
  public var sublayers: [any Layer]

  /// A layer that runs the given ones.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// Builds a standardization, a scale of ones, labelled `{name}/scale.weights`, and a shift of zeros, labelled
  /// `{name}/shift.bias`.
  ///
  /// - Parameters:
  ///   - name: the name of the layer.
  ///   - key: the base key of the model; without one the parameters are slots.
  ///   - acrossAxes: the axes to standardize over jointly, at least one.
  ///   - epsilon: what is added to the variance before its root is taken.
  ///   - dtype: the type of the parameters.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when there are no axes.
  public static func fromConfig(
    name: String, key: RandomKey?, acrossAxes: NamedShape, epsilon: Double = 1e-6, dtype: DType = .float32
  ) throws -> LayerNorm {
    LayerNorm([
      Standardize(across: acrossAxes.names, epsilon: epsilon),
      try Linear.scale(name: name, key: key, acrossAxes: acrossAxes, dtype: dtype),
      try AddBias.fromConfig(name: "\(name)/shift", key: key, biasedAxes: acrossAxes, dtype: dtype),
    ])
  }
}
