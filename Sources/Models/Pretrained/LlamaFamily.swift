internal import Arrays
internal import Checkpoints
internal import Layers

/// The families of models that a ``LlamaFolder`` can hold.
public enum LlamaFamily: String, Hashable, Sendable, CaseIterable {
  /// Llama, all generations of text models.
  case llama
  /// Mistral, with or without sliding windows.
  case mistral

  /// The architecture that scores the next token, by its name in `config.json`.
  var architecture: String {
    switch self {
    case .llama: "LlamaForCausalLM"
    case .mistral: "MistralForCausalLM"
    }
  }

  /// What stands for keys that a configuration leaves out.
  ///
  /// Source: the configuration classes of transformers 5.
  var defaults: (neurons: Int, kvHeads: Int?, contextLength: Int, window: Int?) {
    switch self {
    case .llama: (11_008, nil, 2_048, nil)
    case .mistral: (14_336, 8, 131_072, 4_096)
    }
  }
}

/// What a `config.json` says of a model: its family, and its shape but for the types, which only the weights tell.
struct LlamaConfiguration {
  var family: LlamaFamily
  var config: LlamalikeTransformerConfig

  /// As large as any size of an axis may be, so that products of two do not overflow.
  private static let sizes = 1...(1 << 31)

  /// Reads a configuration.
  ///
  /// - Throws: ``CheckpointError`` naming the file and the key: for values that make no model, and for keys that are
  ///   not handled.
  init(_ file: ConfigurationFile) throws {
    var file = file
    family = try file.choice("model_type", LlamaFamily.allCases.map { ($0.rawValue, $0) })
    if let found = try file.texts("architectures"), found != [family.architecture] {
      throw file.refusal("architectures", "must be [\(family.architecture.debugDescription)], found \(found)")
    }
    let defaults = family.defaults
    let width = try file.integer("hidden_size", in: Self.sizes, default: 4_096)
    let heads = try file.integer("num_attention_heads", in: Self.sizes, default: 32)
    let absentKVHeads = file.mentions("num_key_value_heads") ? nil : defaults.kvHeads
    let kvHeads = try file.optionalInteger("num_key_value_heads", in: Self.sizes) ?? absentKVHeads ?? heads
    guard heads.isMultiple(of: kvHeads) else {
      throw file.refusal("num_key_value_heads", "must divide num_attention_heads \(heads), found \(kvHeads)")
    }
    let headSize = try Self.headSize(&file, width: width, heads: heads)
    let contextLength = try file.integer("max_position_embeddings", in: Self.sizes, default: defaults.contextLength)
    let rope = try RotaryConfiguration(&file, contextLength: contextLength)
    var window: Int?
    if family == .mistral {
      let absent = file.mentions("sliding_window") ? nil : defaults.window
      window = try file.optionalInteger("sliding_window", in: Self.sizes) ?? absent
    }
    config = LlamalikeTransformerConfig(
      numKVHeads: kvHeads, queryHeadMultiplier: heads / kvHeads, embeddingDim: width, projectionDim: headSize,
      mlpHiddenDim: try file.integer("intermediate_size", in: Self.sizes, default: defaults.neurons),
      numDecoderBlocks: try file.integer("num_hidden_layers", in: 1...(1 << 16), default: 32),
      vocabSize: try file.integer("vocab_size", in: Self.sizes, default: 32_000),
      mlpVariant: try file.choice("hidden_act", Self.activations, default: .swiglu),
      tieEmbedderAndLogits: try file.bool("tie_word_embeddings", default: false), rescalesEmbeddings: false,
      ropeWavelength: rope.wavelength, ropeFrequencyScaling: rope.scaling, localRopeFrequencyScaling: rope.scaling,
      rmsNormEps: try file.number("rms_norm_eps", atLeast: 0, default: 1e-6),
      attentionTypes: [window.map { .slidingWindowCausal(windowSize: $0) } ?? .globalCausal],
      attentionBias: family == .llama ? try file.bool("attention_bias", default: false) : false,
      mlpBias: family == .llama ? try file.bool("mlp_bias", default: false) : false)
    // Training, generation and bookkeeping.
    file.ignore(
      "_attn_implementation_autoset", "_name_or_path", "attention_dropout", "bos_token_id", "dtype", "eos_token_id",
      "initializer_range", "pad_token_id", "torch_dtype", "transformers_version", "use_cache")
    if family == .llama {
      // How products were once cut up for training; the numbers are the same.
      file.ignore("pretraining_tp")
    }
    try file.requireAllTaken()
  }

  /// The functions of gates by the names that transformers has for them.
  private static let activations: [(String, MLPVariant)] = [
    ("silu", .swiglu), ("swish", .swiglu), ("gelu", .gegluExact), ("gelu_python", .gegluExact),
    ("gelu_new", .gegluApproximate), ("gelu_pytorch_tanh", .gegluApproximate), ("gelu_fast", .gegluApproximate),
    ("gelu_accurate", .gegluApproximate), ("relu", .reglu), ("sigmoid", .glu),
  ]

  private static func headSize(_ file: inout ConfigurationFile, width: Int, heads: Int) throws -> Int {
    let size: Int
    if let given = try file.optionalInteger("head_dim", in: sizes) {
      size = given
    } else {
      guard width.isMultiple(of: heads) else {
        throw file.refusal("num_attention_heads", "must divide hidden_size \(width) without head_dim, found \(heads)")
      }
      size = width / heads
    }
    guard size.isMultiple(of: 2) else {
      throw file.refusal("head_dim", "must be even, for positions rotate pairs of entries, found \(size)")
    }
    guard size <= sizes.upperBound / heads else {
      throw file.refusal("head_dim", "gives too many entries, \(heads) heads of \(size)")
    }
    return size
  }
}

/// How positions rotate queries and keys: the keys of older files beside the others, or `rope_parameters`.
private struct RotaryConfiguration {
  var wavelength: Double
  var scaling: RoPEFrequencyScaling?

  private enum Kind { case plain, linear, llama3 }

  init(_ file: inout ConfigurationFile, contextLength: Int) throws {
    let key = file.has("rope_scaling") ? "rope_scaling" : "rope_parameters"
    if key == "rope_scaling", file.has("rope_parameters") {
      throw file.refusal("rope_scaling", "must not stand beside rope_parameters")
    }
    let outer = try file.number("rope_theta", atLeast: 1, default: 10_000)
    file.ignore(key == "rope_scaling" ? "rope_parameters" : "rope_scaling")
    guard var members = try file.object(key) else {
      wavelength = outer
      return
    }
    wavelength = try members.number("rope_theta", atLeast: 1, default: outer)
    let name = members.mentions("rope_type") ? "rope_type" : "type"
    if name == "rope_type", members.mentions("type") { members.ignore("type") }
    let kind = try members.choice(
      name, [("default", Kind.plain), ("linear", .linear), ("llama3", .llama3)], default: .plain)
    switch kind {
    case .plain: scaling = nil
    case .linear: scaling = .linear(factor: try members.number("factor", atLeast: 1))
    case .llama3:
      let low = try members.number("low_freq_factor", atLeast: 0)
      let high = try members.number("high_freq_factor", atLeast: low)
      guard low > 0 else { throw members.refusal("low_freq_factor", "must be positive, found \(low)") }
      guard high > low else {
        throw members.refusal("high_freq_factor", "must be greater than low_freq_factor \(low), found \(high)")
      }
      scaling = .llama3(
        factor: try members.number("factor", atLeast: 1), lowFrequencyFactor: low, highFrequencyFactor: high,
        originalContextLength: try members.integer(
          "original_max_position_embeddings", in: 1...(1 << 31), default: contextLength))
    }
    try members.requireAllTaken()
  }
}
