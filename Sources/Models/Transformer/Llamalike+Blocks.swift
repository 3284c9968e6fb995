public import Arrays
public import Layers
internal import NamedAxes

extension TransformerFeedForward {
  /// Builds the feed-forward layer of a block: gates times values, then back to the residual stream.
  ///
  /// - Parameters:
  ///   - config: the sizes and variants of the model.
  ///   - name: the parameters are labelled `{name}/gating_linear.weights` and so on.
  ///   - key: the base key; without one the parameters are slots.
  /// - Throws: `LayerInputError.configuration`.
  public static func llamalike(
    _ config: LlamalikeTransformerConfig, name: String, key: RandomKey?
  ) throws -> TransformerFeedForward {
    let (embedding, neurons): (NamedShape, NamedShape) = (
      ["embedding": config.embeddingDim], ["neurons": config.mlpHiddenDim]
    )
    func map(_ part: String, _ input: NamedShape, _ output: NamedShape) throws -> [any Layer] {
      try config.map("\(name)/\(part)", key, from: input, to: output, hasBias: config.mlpBias)
    }
    let values = try map("value_linear", embedding, neurons)
    return TransformerFeedForward(
      [
        BranchAndMultiplyTogether([
          NamedGroup(
            "gate", try map("gating_linear", embedding, neurons) + [Elementwise(config.mlpVariant.activation)]),
          values.count == 1 ? values[0] : NamedGroup("value", values),
        ])
      ] + (try map("out_linear", neurons, embedding)))
  }
}

extension Attention {
  /// Builds the attention of a block.
  ///
  /// - Parameters:
  ///   - config: the sizes and variants of the model.
  ///   - name: the parameters are labelled `{name}/query.weights` and so on.
  ///   - key: the base key; without one the parameters are slots.
  ///   - blockIndex: the number of the block, which may decide what it sees.
  /// - Throws: `LayerInputError.configuration`.
  public static func llamalike(
    _ config: LlamalikeTransformerConfig, name: String, key: RandomKey?, blockIndex: Int = 0
  ) throws -> Attention {
    let (common, commonEinsum, queryOnly, queryEinsum) = config.heads
    let (embedding, projection): (NamedShape, NamedShape) = (
      ["embedding": config.embeddingDim], ["projection": config.projectionDim]
    )
    let type = config.attentionType(ofBlock: blockIndex)
    func map(_ part: String, _ input: NamedShape, _ output: NamedShape) throws -> [any Layer] {
      try config.map("\(name)/\(part)", key, from: input, to: output, hasBias: config.attentionBias)
    }
    func norm(_ part: String) throws -> [any Layer] {
      guard config.useQKNorm else { return [] }
      return [try config.norm("\(name)/\(part)", key, across: projection)]
    }
    let queryHeads = common.merging(queryOnly)
    let scale = config.queryScalingFactor ?? 1 / Double(config.projectionDim).squareRoot()
    let symbols = (
      query: ["seq": "tq"] + commonEinsum + queryEinsum as EinsumAxes, key: ["seq": "tkv"] + commonEinsum as EinsumAxes
    )
    return Attention(
      inputToQuery: Sequential(
        try map("query", embedding, queryHeads.merging(projection)) + norm("query_norm")
          + [config.rotation(type), ConstantRescale(by: config.number(scale))]),
      inputToKey: Sequential(
        try map("key", embedding, common.merging(projection)) + norm("key_norm") + [config.rotation(type)]),
      inputToValue: Sequential(try map("value", embedding, common.merging(projection))),
      queryKeyToAttention: Sequential(
        [
          NamedEinsum(
            [symbols.query + ["projection": "p"], symbols.key + ["projection": "p"]],
            to: symbols.query + ["kv_seq": "tkv"])
        ] + config.softCap(config.attnLogitsSoftCap) + [config.mask(type), Softmax("kv_seq")]),
      attentionValueToOutput: Sequential(
        [
          NamedEinsum(
            [symbols.query + ["kv_seq": "tkv"], symbols.key + ["projection": "p"]],
            to: symbols.query + ["projection": "p"])
        ] + (try map("output", queryHeads.merging(projection), embedding))))
  }
}

extension TransformerBlock {
  /// Builds a block: attention and feed-forward layer, each after a normalization and added to the residual stream.
  ///
  /// - Parameters:
  ///   - config: the sizes and variants of the model.
  ///   - name: the parameters are labelled `{name}/attention/query.weights` and so on.
  ///   - key: the base key; without one the parameters are slots.
  ///   - blockIndex: the number of the block, which may decide what it sees.
  /// - Throws: `LayerInputError.configuration`.
  public static func llamalike(
    _ config: LlamalikeTransformerConfig, name: String, key: RandomKey?, blockIndex: Int = 0
  ) throws -> TransformerBlock {
    func norm(_ part: String) throws -> any Layer {
      try config.norm("\(name)/\(part)", key, across: ["embedding": config.embeddingDim])
    }
    let attention = try Attention.llamalike(config, name: "\(name)/attention", key: key, blockIndex: blockIndex)
    let feedForward = try TransformerFeedForward.llamalike(config, name: "\(name)/mlp", key: key)
    return TransformerBlock([
      Residual(
        Sequential(
          [try norm("pre_attention_norm"), attention]
            + (config.usePostAttnNorm ? [try norm("post_attention_norm")] : []))),
      Residual(
        Sequential(
          [try norm("pre_ffw_norm"), feedForward] + (config.usePostFFWNorm ? [try norm("post_ffw_norm")] : []))),
    ])
  }
}

extension LlamalikeTransformerConfig {
  /// A linear map in the type of the parameters, and its bias if it has one.
  func map(
    _ name: String, _ key: RandomKey?, from input: NamedShape, to output: NamedShape, hasBias: Bool
  ) throws -> [any Layer] {
    let linear = try Linear.fromConfig(
      name: name, key: key, inputAxes: input, outputAxes: output, dtype: parameterDType)
    guard hasBias else { return [linear] }
    return [linear, try AddBias.fromConfig(name: name, key: key, biasedAxes: output, dtype: parameterDType)]
  }

  /// A normalization in the type of the parameters.
  func norm(_ name: String, _ key: RandomKey?, across axes: NamedShape) throws -> RMSLayerNorm {
    var norm = try RMSLayerNorm.fromConfig(
      name: name, key: key, acrossAxes: axes, epsilon: rmsNormEps, dtype: parameterDType)
    if let rmsNormEpsDType {
      let epsilon = NDArray(literal: .float(rmsNormEps), dtype: rmsNormEpsDType)
      norm.sublayers[0] = RMSStandardize(across: axes.names, epsilon: epsilon)
    }
    return norm
  }

  /// A number in the type of the activations.
  func number(_ value: Double) -> NDArray { NDArray(literal: .float(value), dtype: activationDType) }

  /// A soft cap, if there is one.
  func softCap(_ cap: Double?) -> [any Layer] { cap.map { [TanhSoftCap(softCap: number($0))] } ?? [] }

  /// The mask of a block.
  func mask(_ type: AttentionType) -> any Layer {
    // The value of Gemma's reference implementation, or the least that the type can hold: infinities would make a row
    // that is masked throughout not a number.
    let masked = number(Swift.max(-2.3819763e38, -activationDType.greatestFiniteMagnitude))
    return switch type {
    case .globalCausal: ApplyCausalAttentionMask(maskedOutValue: masked)
    case .slidingWindowCausal(let size):
      ApplyCausalSlidingWindowAttentionMask(slidingWindowSize: size, maskedOutValue: masked)
    }
  }
}
