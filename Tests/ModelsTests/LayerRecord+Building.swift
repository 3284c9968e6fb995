import Arrays
import Layers
import Models
import NamedAxes

extension LayerRecord {
  /// The layer that the record describes.
  func build() throws -> any Layer {
    let key = try RandomKey(seed)
    let name = config.name ?? ""
    switch layer {
    case "Linear": return try linear(name, key)
    case "AddBias":
      return try AddBias.fromConfig(
        name: name, key: key, biasedAxes: NamedShape(config.biasedAxes),
        newOutputAxes: NamedShape(config.newOutputAxes), initializer: initializer(config.initializer) ?? .zero)
    case "Affine": return try affine(name, key)
    case "Residual": return Residual(try affine(name, key))
    case "Sequential":
      return Sequential([
        try affine("\(name)_0", key), Elementwise(.tanh), Softmax("features"), try affine("\(name)_1", key),
      ])
    case "EmbeddingLookup": return EmbeddingLookup(try table(name, key))
    case "EmbeddingDecode": return EmbeddingDecode(try table(name, key))
    case "Softmax": return Softmax((config.axes ?? []).map { AxisName($0) })
    case "Elementwise": return Elementwise(try recordedFunction(config.function ?? ""))
    case "LayerNorm":
      return try LayerNorm.fromConfig(
        name: name, key: key, acrossAxes: NamedShape(config.acrossAxes), epsilon: config.epsilon ?? 1e-6)
    case "RMSLayerNorm":
      return try RMSLayerNorm.fromConfig(
        name: name, key: key, acrossAxes: NamedShape(config.acrossAxes), epsilon: config.epsilon ?? 1e-6)
    case "MLP":
      return try MLP.fromConfig(
        name: config.name ?? "mlp", key: key, featureSizes: config.featureSizes ?? [],
        activation: try recordedFunction(config.activationFn ?? "relu"),
        featureAxis: AxisName(config.featureAxis ?? "features"))
    default: throw LayerRecordError.unknown(layer)
    }
  }

  private func linear(_ name: String, _ key: RandomKey) throws -> any Layer {
    try Linear.fromConfig(
      name: name, key: key, inputAxes: NamedShape(config.inputAxes), outputAxes: NamedShape(config.outputAxes),
      parallelAxes: NamedShape(config.parallelAxes), parallelBroadcastAxes: NamedShape(config.parallelBroadcastAxes),
      initializer: initializer(config.initializer) ?? .xavierUniform,
      dtype: config.dtype.flatMap(DType.init) ?? .float32,
      renamesOutputs: config.renameOutputsIfNecessary ?? true)
  }

  private func affine(_ name: String, _ key: RandomKey) throws -> Affine {
    try Affine.fromConfig(
      name: name, key: key, inputAxes: NamedShape(config.inputAxes), outputAxes: NamedShape(config.outputAxes),
      parallelAxes: NamedShape(config.parallelAxes), parallelBroadcastAxes: NamedShape(config.parallelBroadcastAxes),
      linearInitializer: initializer(config.linearInitializer) ?? .xavierUniform,
      biasInitializer: initializer(config.biasInitializer) ?? .zero)
  }

  private func table(_ name: String, _ key: RandomKey) throws -> EmbeddingTable {
    try EmbeddingTable.fromConfig(
      name: name, key: key, vocabularySize: config.vocabSize ?? 0, embeddingAxes: NamedShape(config.embeddingAxes),
      vocabularyAxis: AxisName(config.vocabularyAxis ?? "vocabulary"))
  }

  private func initializer(_ name: String?) throws -> Initializer? {
    switch name {
    case nil: nil
    case "xavier_uniform": .xavierUniform
    case "xavier_normal": .xavierNormal
    case "zero": .zero
    case "constant 0.5": .constant(0.5)
    case let other?: throw LayerRecordError.unknown(other)
    }
  }
}
