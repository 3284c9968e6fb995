internal import Arrays
internal import Checkpoints
internal import Layers

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
    let window = try Self.window(&file, family)
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
      attentionBias: try Self.hasBias(&file, "attention_bias", family),
      mlpBias: try Self.hasBias(&file, "mlp_bias", family))
    file.ignoreWhatDoesNotMatter(to: family)
    try file.requireAllTaken()
  }

  /// The functions of gates by the names that transformers has for them.
  private static let activations: [(String, MLPVariant)] = [
    ("silu", .swiglu), ("swish", .swiglu), ("gelu", .gegluExact), ("gelu_python", .gegluExact),
    ("gelu_new", .gegluApproximate), ("gelu_pytorch_tanh", .gegluApproximate), ("gelu_fast", .gegluApproximate),
    ("gelu_accurate", .gegluApproximate), ("relu", .reglu), ("sigmoid", .glu),
  ]

  /// How many tokens are seen, by every block.
  private static func window(_ file: inout ConfigurationFile, _ family: LlamaFamily) throws -> Int? {
    var window: Int?
    if family == .mistral {
      let absent = file.mentions("sliding_window") ? nil : family.defaults.window
      window = try file.optionalInteger("sliding_window", in: sizes) ?? absent
    }
    // Files of newer kinds of models say it of each block; here all blocks are alike.
    let kind = window == nil ? "full_attention" : "sliding_attention"
    if let kinds = try file.texts("layer_types"), let other = kinds.first(where: { $0 != kind }) {
      throw file.refusal(
        "layer_types", "must be \(kind.debugDescription) for each block, found \(other.debugDescription)")
    }
    return window
  }

  /// Whether linear maps have biases, as those of Llama may.
  private static func hasBias(
    _ file: inout ConfigurationFile, _ key: String, _ family: LlamaFamily
  ) throws -> Bool {
    let hasBias = try file.bool(key, default: false)
    guard family == .llama || !hasBias else { throw file.refusal(key, "must be false for \(family.rawValue)") }
    return hasBias
  }

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
