import Arrays
import Layers
import Models
import NamedAxes
import Testing
import Variables

extension LayerConfig {
  /// The builders of layers, by the original's names.
  static let builders: [String: @Sendable (LayerConfig, RandomKey) throws -> any Layer] = [
    "Linear": { config, key in
      try Linear.fromConfig(
        name: config.string("name"), key: key, inputAxes: config.axes("input_axes"),
        outputAxes: config.axes("output_axes"), parallelAxes: config.axes("parallel_axes"),
        parallelBroadcastAxes: config.axes("parallel_broadcast_axes"),
        initializer: config.initializer() ?? .xavierUniform, dtype: config.dtype)
    },
    "Affine": { config, key in
      try Affine.fromConfig(
        name: config.string("name"), key: key, inputAxes: config.axes("input_axes"),
        outputAxes: config.axes("output_axes"), parallelAxes: config.axes("parallel_axes"),
        parallelBroadcastAxes: config.axes("parallel_broadcast_axes"), dtype: config.dtype)
    },
    "AddBias": { config, key in
      try AddBias.fromConfig(
        name: config.string("name"), key: key, biasedAxes: config.axes("biased_axes"),
        newOutputAxes: config.axes("new_output_axes"), initializer: config.initializer() ?? .zero,
        dtype: config.dtype)
    },
    "RenameAxes": { config, _ in try RenameAxes(from: config.names("old"), to: config.names("new")) },
    "NamedEinsum": { config, _ in
      try NamedEinsum(
        #require(config["inputs"]?.items).compactMap(\.symbols), to: #require(config["output"]?.symbols))
    },
    "ConstantRescale": { config, _ in try ConstantRescale(by: config.number("by")) },
    "TanhSoftCap": { config, _ in try TanhSoftCap(softCap: config.number("cap")) },
    "CastToDType": { config, _ in CastToDType(try #require(DType(rawValue: config.string("to")))) },
    "Softmax": { config, _ in try Softmax(config.names("axes")) },
    "Elementwise": { config, _ in Elementwise(try recordedFunction(config.string("function"))) },
    "Standardize": { config, _ in
      try Standardize(across: config.names("across"), epsilon: config.double("epsilon"))
    },
    "RMSStandardize": { config, _ in
      try RMSStandardize(across: config.names("across"), epsilon: config.number("epsilon"))
    },
    "LayerNorm": { config, key in
      try LayerNorm.fromConfig(
        name: config.string("name"), key: key, acrossAxes: config.axes("across_axes"),
        epsilon: config["epsilon"]?.double ?? 1e-6, dtype: config.dtype)
    },
    "RMSLayerNorm": { config, key in
      try RMSLayerNorm.fromConfig(
        name: config.string("name"), key: key, acrossAxes: config.axes("across_axes"),
        epsilon: config.double("epsilon"), dtype: config.dtype)
    },
    "EmbeddingLookup": { config, key in EmbeddingLookup(try config.table(key)) },
    "EmbeddingDecode": { config, key in EmbeddingDecode(try config.table(key)) },
    "ApplyRoPE": { config, _ in
      try ApplyRoPE(
        embeddingAxis: AxisName(config.string("axis")), maxWavelength: config.double("wavelength"),
        scaleFactor: config["scale_factor"]?.double ?? 1)
    },
    "ApplyRoPEToSubset": { config, _ in
      try ApplyRoPEToSubset(
        embeddingAxis: AxisName(config.string("axis")), maxWavelength: config.double("wavelength"),
        ropeSubsetSize: config.int("subset"))
    },
    "ApplyExplicitAttentionMask": { config, _ in
      try ApplyExplicitAttentionMask(maskInputName: "mask", maskedOutValue: config.number("masked"))
    },
    "ApplyCausalAttentionMask": { config, _ in
      try ApplyCausalAttentionMask(maskedOutValue: config.number("masked"))
    },
    "ApplyCausalSlidingWindowAttentionMask": { config, _ in
      try ApplyCausalSlidingWindowAttentionMask(
        slidingWindowSize: config.int("window"), maskedOutValue: config.number("masked"))
    },
    "Attention": { config, key in try config.attention(key) },
    "KVCachingAttention": { config, key in
      try KVCachingAttention.fromUncached(
        config.attention(key), sequenceAxis: "seq", cacheLength: config.int("cache_len"),
        cachedAxes: config.axes("cached_axes"), cacheEndIndexKey: "end", cacheDType: config.dtype,
        cacheLabel: "cache")
    },
    "Sequential": { config, key in Sequential(try config.parts(key)) },
    "NamedGroup": { config, key in NamedGroup(try config.string("name"), try config.parts(key)) },
    "BranchAndAddTogether": { config, key in BranchAndAddTogether(try config.parts(key)) },
    "BranchAndMultiplyTogether": { config, key in BranchAndMultiplyTogether(try config.parts(key)) },
    "Residual": { config, key in Residual(try #require(config["delta"]).build(key)) },
    "LayerStack": { config, key in
      try LayerStack.fromSublayerBuilder(stackAxis: "stack", stackAxisSize: config.int("size"), key: key) {
        try #require(config["sublayer"]).build(#require($0))
      }
    },
    "TransformerLM": { config, key in try TransformerLM.llamalike(config.transformer(), key: key) },
  ]

  /// The layer of the configuration.
  func build(_ key: RandomKey) throws -> any Layer {
    let builder = try #require(Self.builders[layer], "no builder for \(layer)")
    return try builder(self, key)
  }

  /// A number in the type of the layer.
  private func number(_ name: String) throws -> NDArray { try NDArray(double(name)).astype(dtype) }

  private func parts(_ key: RandomKey) throws -> [any Layer] {
    try #require(self["parts"]?.items).map { try $0.build(key) }
  }

  private func part(_ name: String, _ key: RandomKey) throws -> any Layer {
    try #require(self["parts"]?[name], "no part \(name)").build(key)
  }

  private func attention(_ key: RandomKey) throws -> Attention {
    try Attention(
      inputToQuery: part("input_to_query", key), inputToKey: part("input_to_key", key),
      inputToValue: part("input_to_value", key), queryKeyToAttention: part("query_key_to_attn", key),
      attentionValueToOutput: part("attn_value_to_output", key))
  }

  private func table(_ key: RandomKey) throws -> EmbeddingTable {
    try EmbeddingTable.fromConfig(
      name: string("name"), key: key, vocabularySize: int("vocab_size"), embeddingAxes: axes("embedding_axes"),
      dtype: dtype)
  }

  /// An initializer as `scale mode distribution`, or `constant number`.
  private func initializer() throws -> Initializer? {
    guard let words = self["initializer"]?.text?.split(separator: " ").map(String.init) else { return nil }
    if words[0] == "constant" { return .constant(try #require(Double(words[1]))) }
    let fans: [String: Initializer.Fan] = ["fan_in": .input, "fan_out": .output, "fan_avg": .average]
    let distributions: [String: Initializer.Distribution] = [
      "uniform": .uniform, "normal": .normal, "truncated_normal": .truncatedNormal,
    ]
    return .varianceScaling(
      try #require(Double(words[0])), try #require(fans[words[1]]), try #require(distributions[words[2]]))
  }

  private func transformer() throws -> LlamalikeTransformerConfig {
    try LlamalikeTransformerConfig(
      numKVHeads: int("num_kv_heads"), queryHeadMultiplier: int("query_head_multiplier"),
      embeddingDim: int("embedding_dim"), projectionDim: int("projection_dim"), mlpHiddenDim: int("mlp_hidden_dim"),
      numDecoderBlocks: int("num_decoder_blocks"), vocabSize: int("vocab_size"),
      mlpVariant: #require(MLPVariant(rawValue: string("mlp_variant"))),
      tieEmbedderAndLogits: self["tie_embedder_and_logits"]?.flag == true, ropeWavelength: double("rope_wavelength"),
      rmsNormEps: double("rms_norm_eps"),
      attentionTypes: #require(self["windows"]?.items).compactMap(\.int).map {
        $0 == 0 ? .globalCausal : .slidingWindowCausal(windowSize: $0)
      },
      usePostAttnNorm: self["use_post_attn_norm"]?.flag ?? false,
      usePostFFWNorm: self["use_post_ffw_norm"]?.flag ?? false, finalLogitSoftcap: self["final_logit_softcap"]?.double,
      attnLogitsSoftCap: self["attn_logits_soft_cap"]?.double,
      queryScalingFactor: self["query_scaling_factor"]?.double, parameterDType: dtype, activationDType: dtype,
      useLayerStack: self["use_layer_stack"]?.flag ?? false)
  }
}

/// A function by the name that it was recorded under.
func recordedFunction(_ name: String) throws -> ElementwiseFunction {
  switch name {
  case "relu": .relu
  case "gelu": .geluApproximate
  case "gelu_exact": .geluExact
  case "tanh": .tanh
  case "silu": .silu
  case "softplus": .softplus
  default: throw LayerRecordError.unknown(name)
  }
}
