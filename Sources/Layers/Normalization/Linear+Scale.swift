internal import Arrays
internal import NamedAxes

extension Linear {
  /// A factor for each place of some axes, ones at first, labelled `{name}/scale.weights`: a linear map without input
  /// and output axes.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when there are no axes.
  static func scale(name: String, key: RandomKey?, acrossAxes: NamedShape, dtype: DType) throws -> any Layer {
    guard !acrossAxes.isEmpty else {
      throw LayerInputError.configuration(layer: name, problem: "there must be at least one axis in acrossAxes")
    }
    return try fromConfig(
      name: "\(name)/scale", key: key, inputAxes: [:], outputAxes: [:], parallelAxes: acrossAxes,
      initializer: .constant(1), dtype: dtype)
  }
}
