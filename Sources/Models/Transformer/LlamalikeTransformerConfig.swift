public import Arrays
public import Layers
internal import NamedAxes

/// Which keys the queries of a block see.
public enum AttentionType: Hashable, Sendable {
  /// Those at their own position and before.
  case globalCausal
  /// Those at their own position and before, of the last `windowSize` positions only.
  case slidingWindowCausal(windowSize: Int)
}

/// The gated linear units of feed-forward layers.
///
/// Source: Shazeer, "GLU variants improve transformer", 2020.
public enum MLPVariant: String, Hashable, Sendable {
  /// Gates through the exact Gaussian error linear unit.
  case gegluExact = "geglu_exact"
  /// Gates through its approximation by a hyperbolic tangent.
  case gegluApproximate = "geglu_approx"
  /// Gates through the sigmoid linear unit.
  case swiglu
  /// Gates through the rectified linear unit.
  case reglu
  /// Gates through the logistic function, the first of its kind.
  case glu

  /// The function of the gates.
  public var activation: ElementwiseFunction {
    switch self {
    case .gegluExact: .geluExact
    case .gegluApproximate: .geluApproximate
    case .swiglu: .silu
    case .reglu: .relu
    case .glu: .sigmoid
    }
  }
}

/// The shape of a transformer of the families of Llama, Mistral and Gemma.
public struct LlamalikeTransformerConfig: Hashable, Sendable {
  /// The number of heads of keys and values.
  public var numKVHeads: Int
  /// How many heads of queries there are for each of them.
  public var queryHeadMultiplier: Int
  /// The size of the residual stream.
  public var embeddingDim: Int
  /// The size of queries, keys and values of one head.
  public var projectionDim: Int
  /// The number of neurons in each feed-forward layer.
  public var mlpHiddenDim: Int
  /// The number of blocks.
  public var numDecoderBlocks: Int
  /// The number of tokens.
  public var vocabSize: Int
  /// The kind of the feed-forward layers.
  public var mlpVariant: MLPVariant
  /// Whether the table of embeddings scores the logits as well.
  public var tieEmbedderAndLogits: Bool
  /// Whether embeddings are multiplied by √``embeddingDim``; when absent, only those of tied models are, as in Gemma.
  public var rescalesEmbeddings: Bool?
  /// The period of the slowest rotation of positions, over 2π.
  public var ropeWavelength: Double
  /// The same in blocks with sliding windows; ``ropeWavelength`` when absent.
  public var localRopeWavelength: Double?
  /// What positions are divided by in blocks without windows; 1 when absent.
  public var globalScaleFactor: Double?
  /// How the frequencies of rotations are changed in blocks without windows; not at all when absent.
  public var ropeFrequencyScaling: RoPEFrequencyScaling?
  /// The same in blocks with sliding windows.
  public var localRopeFrequencyScaling: RoPEFrequencyScaling?
  /// What is added to the mean square in normalizations.
  public var rmsNormEps: Double
  /// The type that it is rounded to; ``parameterDType``, as in the original, when absent.
  public var rmsNormEpsDType: DType?
  /// What the blocks see, in turns; their number must divide that of the blocks.
  public var attentionTypes: [AttentionType]
  /// Whether the output of attention is normalized.
  public var usePostAttnNorm: Bool
  /// Whether the output of feed-forward layers is normalized.
  public var usePostFFWNorm: Bool
  /// Whether queries and keys are normalized.
  public var useQKNorm: Bool
  /// The cap of the logits; none when absent.
  public var finalLogitSoftcap: Double?
  /// The cap of attention logits; none when absent.
  public var attnLogitsSoftCap: Double?
  /// What queries are multiplied by; 1/√``projectionDim`` when absent.
  public var queryScalingFactor: Double?
  /// Whether queries, keys, values and the output of attention have biases.
  public var attentionBias: Bool
  /// Whether the linear maps of feed-forward layers have biases.
  public var mlpBias: Bool
  /// The type of parameters.
  public var parameterDType: DType
  /// The type of activations and of caches.
  public var activationDType: DType
  /// Whether the blocks are one `LayerStack` along the axis `blocks`.
  public var useLayerStack: Bool

  /// A configuration; what is not given is as in Llama.
  public init(
    numKVHeads: Int, queryHeadMultiplier: Int, embeddingDim: Int, projectionDim: Int, mlpHiddenDim: Int,
    numDecoderBlocks: Int, vocabSize: Int, mlpVariant: MLPVariant, tieEmbedderAndLogits: Bool,
    rescalesEmbeddings: Bool? = nil, ropeWavelength: Double = 10_000, localRopeWavelength: Double? = nil,
    globalScaleFactor: Double? = nil, ropeFrequencyScaling: RoPEFrequencyScaling? = nil,
    localRopeFrequencyScaling: RoPEFrequencyScaling? = nil, rmsNormEps: Double = 1e-6, rmsNormEpsDType: DType? = nil,
    attentionTypes: [AttentionType] = [.globalCausal], usePostAttnNorm: Bool = false, usePostFFWNorm: Bool = false,
    useQKNorm: Bool = false, finalLogitSoftcap: Double? = nil, attnLogitsSoftCap: Double? = nil,
    queryScalingFactor: Double? = nil, attentionBias: Bool = false, mlpBias: Bool = false,
    parameterDType: DType = .float32, activationDType: DType = .float32, useLayerStack: Bool = false
  ) {
    self.numKVHeads = numKVHeads
    self.queryHeadMultiplier = queryHeadMultiplier
    self.embeddingDim = embeddingDim
    self.projectionDim = projectionDim
    self.mlpHiddenDim = mlpHiddenDim
    self.numDecoderBlocks = numDecoderBlocks
    self.vocabSize = vocabSize
    self.mlpVariant = mlpVariant
    self.tieEmbedderAndLogits = tieEmbedderAndLogits
    self.rescalesEmbeddings = rescalesEmbeddings
    self.ropeWavelength = ropeWavelength
    self.localRopeWavelength = localRopeWavelength
    self.globalScaleFactor = globalScaleFactor
    self.ropeFrequencyScaling = ropeFrequencyScaling
    self.localRopeFrequencyScaling = localRopeFrequencyScaling
    self.rmsNormEps = rmsNormEps
    self.rmsNormEpsDType = rmsNormEpsDType
    self.attentionTypes = attentionTypes
    self.usePostAttnNorm = usePostAttnNorm
    self.usePostFFWNorm = usePostFFWNorm
    self.useQKNorm = useQKNorm
    self.finalLogitSoftcap = finalLogitSoftcap
    self.attnLogitsSoftCap = attnLogitsSoftCap
    self.queryScalingFactor = queryScalingFactor
    self.attentionBias = attentionBias
    self.mlpBias = mlpBias
    self.parameterDType = parameterDType
    self.activationDType = activationDType
    self.useLayerStack = useLayerStack
  }
}

extension LlamalikeTransformerConfig {
  /// Checks that the configuration makes a transformer.
  ///
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` that names the property and its value.
  func check() throws {
    let sizes = [
      ("numKVHeads", numKVHeads), ("queryHeadMultiplier", queryHeadMultiplier), ("embeddingDim", embeddingDim),
      ("projectionDim", projectionDim), ("mlpHiddenDim", mlpHiddenDim), ("vocabSize", vocabSize),
    ]
    for (name, size) in sizes where size < 1 { throw refusal("\(name) must be at least 1, found \(size)") }
    guard numDecoderBlocks >= 0 else {
      throw refusal("numDecoderBlocks must be at least 0, found \(numDecoderBlocks)")
    }
    guard projectionDim.isMultiple(of: 2) else {
      throw refusal("projectionDim must be even, for positions rotate its halves, found \(projectionDim)")
    }
    guard !attentionTypes.isEmpty, numDecoderBlocks.isMultiple(of: attentionTypes.count) else {
      throw refusal(
        "attentionTypes must have a number of entries that divides numDecoderBlocks \(numDecoderBlocks), found "
          + "\(attentionTypes.count)")
    }
    guard !useLayerStack || attentionTypes.count == 1 else {
      throw refusal(
        "a layer stack cannot have attention types that differ from block to block, found \(attentionTypes)")
    }
    for case .slidingWindowCausal(let size) in attentionTypes where size < 1 {
      throw refusal("the windowSize of attentionTypes must be at least 1, found \(size)")
    }
    for (name, dtype) in [("parameterDType", parameterDType), ("activationDType", activationDType)]
    where !dtype.isFloating {
      throw refusal("\(name) must be a floating point type, found \(dtype)")
    }
  }

  private func refusal(_ problem: String) -> LayerInputError {
    .configuration(layer: "LlamalikeTransformerConfig", problem: problem)
  }

  /// The axes of heads: those of queries, keys and values, and those of queries only, with their symbols in products.
  var heads: (common: NamedShape, commonEinsum: EinsumAxes, queryOnly: NamedShape, queryEinsum: EinsumAxes) {
    if queryHeadMultiplier == 1 { return (["heads": numKVHeads], ["heads": "h"], [:], [:]) }
    if numKVHeads == 1 { return ([:], [:], ["query_heads": queryHeadMultiplier], ["query_heads": "h"]) }
    return (
      ["head_groups": numKVHeads], ["head_groups": "hg"], ["query_heads": queryHeadMultiplier], ["query_heads": "hq"]
    )
  }

  /// The sizes, for edits of the model.
  var metadata: TransformerMetadata {
    TransformerMetadata(
      commonHeadAxes: heads.common, queryOnlyHeadAxes: heads.queryOnly, embeddingDim: embeddingDim,
      projectionDim: projectionDim, mlpHiddenDim: mlpHiddenDim, vocabSize: vocabSize,
      activationDType: activationDType)
  }

  /// What a block sees; without a number, what all blocks see.
  func attentionType(ofBlock index: Int) -> AttentionType { attentionTypes[index % attentionTypes.count] }

  /// The rotation of queries and keys in a block.
  func rotation(_ type: AttentionType) -> ApplyRoPE {
    switch type {
    case .globalCausal:
      ApplyRoPE(
        embeddingAxis: "projection", maxWavelength: ropeWavelength, scaleFactor: globalScaleFactor ?? 1,
        frequencyScaling: ropeFrequencyScaling)
    case .slidingWindowCausal:
      ApplyRoPE(
        embeddingAxis: "projection", maxWavelength: localRopeWavelength ?? ropeWavelength,
        frequencyScaling: localRopeFrequencyScaling)
    }
  }
}
