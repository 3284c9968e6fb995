public import Arrays
internal import Layers
internal import NamedAxes

extension TransformerLM {
  /// Builds a transformer of the families of Llama, Mistral and Gemma.
  ///
  /// - Parameters:
  ///   - config: its shape.
  ///   - key: the base key; without one the parameters are slots.
  ///   - name: the parameters are labelled `{name}/embedder.embeddings`,
  ///     `{name}/block_0/attention/query.weights` (or `{name}/blocks/...` in a stack) and so on.
  /// - Throws: `LayerInputError.configuration` for a configuration that makes no transformer.
  public static func llamalike(
    _ config: LlamalikeTransformerConfig, key: RandomKey?, name: String = "transformer"
  ) throws -> TransformerLM {
    try config.check()
    let table = try EmbeddingTable.fromConfig(
      name: "\(name)/embedder", key: key, vocabularySize: config.vocabSize,
      embeddingAxes: ["embedding": config.embeddingDim], dtype: config.parameterDType)
    var sublayers: [any Layer] = [EmbeddingLookup(table)]
    if config.activationDType != config.parameterDType { sublayers.append(CastToDType(config.activationDType)) }
    if config.rescalesEmbeddings ?? config.tieEmbedderAndLogits {
      sublayers.append(ConstantRescale(by: config.number(Double(config.embeddingDim).squareRoot())))
    }
    sublayers += try blocks(config, key, name)
    sublayers.append(try config.norm("\(name)/final_norm", key, across: ["embedding": config.embeddingDim]))
    if config.tieEmbedderAndLogits {
      sublayers.append(EmbeddingDecode(table))
    } else {
      sublayers += try config.map(
        "\(name)/lm_head", key, from: ["embedding": config.embeddingDim], to: ["vocabulary": config.vocabSize],
        hasBias: false)
    }
    sublayers += config.softCap(config.finalLogitSoftcap)
    return TransformerLM(body: Sequential(sublayers), metadata: config.metadata)
  }

  private static func blocks(
    _ config: LlamalikeTransformerConfig, _ key: RandomKey?, _ name: String
  ) throws -> [any Layer] {
    guard config.useLayerStack else {
      return try (0..<config.numDecoderBlocks).map { index in
        try TransformerBlock.llamalike(config, name: "\(name)/block_\(index)", key: key, blockIndex: index)
      }
    }
    return [
      try LayerStack.fromSublayerBuilder(stackAxis: "blocks", stackAxisSize: config.numDecoderBlocks, key: key) {
        try TransformerBlock.llamalike(config, name: "\(name)/blocks", key: $0)
      }
    ]
  }
}
