public import Arrays
public import NamedAxes
internal import Trees
public import Treescope

/// A linear map and a bias.
public struct Affine: SequentialLayer {
  /// The map, the renaming where there is one, and the bias.
  public var sublayers: [any Layer]

  /// A layer that runs the given ones.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// Builds a map, labelled `{name}/Linear.weights`, and a bias, labelled `{name}/AddBias.bias`.
  ///
  /// - Parameters: as those of ``Linear/fromConfig(name:key:inputAxes:outputAxes:parallelAxes:parallelBroadcastAxes:initializer:dtype:renamesOutputs:)``.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when names are given in two roles.
  public static func fromConfig(
    name: String, key: RandomKey?, inputAxes: NamedShape, outputAxes: NamedShape, parallelAxes: NamedShape = [:],
    parallelBroadcastAxes: NamedShape = [:], linearInitializer: Initializer = .xavierUniform,
    biasInitializer: Initializer = .zero, dtype: DType = .float32, renamesOutputs: Bool = true
  ) throws -> Affine {
    let linear = try Linear.fromConfig(
      name: "\(name)/Linear", key: key, inputAxes: inputAxes, outputAxes: outputAxes, parallelAxes: parallelAxes,
      parallelBroadcastAxes: parallelBroadcastAxes, initializer: linearInitializer, dtype: dtype,
      renamesOutputs: renamesOutputs)
    let bias = try AddBias.fromConfig(
      name: "\(name)/AddBias", key: key,
      biasedAxes: parallelAxes.merging(parallelBroadcastAxes).merging(outputAxes), initializer: biasInitializer,
      dtype: dtype)
    // Flat, so that the map can be selected and the bias removed as neighbours.
    return Affine(((linear as? LinearInPlace)?.sublayers ?? [linear]) + [bias])
  }

  /// Orange, as the linear map, around the two.
  public var color: PartColor { .outlined(.rgb(0xEB, 0xA8, 0x75)) }
}
