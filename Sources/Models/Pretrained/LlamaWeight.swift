internal import Arrays
internal import Checkpoints
public import NamedAxes

/// A parameter of a ``LlamaFolder``: where it belongs in the model, and which tensors of the files make it up.
public struct LlamaWeight: Hashable, Sendable {
  /// The label of the parameter.
  public let label: String
  /// The name of the tensor; of a layer stack, those of all blocks.
  public let tensors: [String]
  /// The shape that each tensor has in the files.
  public let storedShape: [Int]
  /// The axes of the parameter, in the order of its elements.
  public let axes: NamedShape
}

extension LlamaWeight {
  static let stackAxis: AxisName = "blocks"

  /// The parameters of a model, in the order in which it uses them.
  ///
  /// Linear maps are stored with the outputs first, heads of queries grouped by the heads of keys that they share.
  static func all(of config: LlamalikeTransformerConfig, _ tables: LlamaTables) -> [LlamaWeight] {
    let width = config.embeddingDim
    let (embedding, vocabulary): (NamedShape, NamedShape) = (["embedding": width], ["vocabulary": config.vocabSize])
    func single(_ label: String, _ tensor: String, _ stored: [Int], _ axes: NamedShape) -> LlamaWeight {
      LlamaWeight(label: "transformer/\(label)", tensors: [tensor], storedShape: stored, axes: axes)
    }
    let parts = blockParts(config)
    func tensor(_ block: Int, _ part: Part) -> String { "model.layers.\(block).\(part.tensor)" }
    let blocks =
      config.useLayerStack
      ? parts.map { part in
        LlamaWeight(
          label: "transformer/blocks/\(part.label)", tensors: (0..<config.numDecoderBlocks).map { tensor($0, part) },
          storedShape: part.stored, axes: ([stackAxis: config.numDecoderBlocks] as NamedShape).merging(part.axes))
      }
      : (0..<config.numDecoderBlocks).flatMap { block in
        parts.map { single("block_\(block)/\($0.label)", tensor(block, $0), $0.stored, $0.axes) }
      }
    func table(_ label: String, _ tensor: String) -> LlamaWeight {
      single(label, tensor, [config.vocabSize, width], vocabulary.merging(embedding))
    }
    let logits = tables.logits.map { [table("lm_head.weights", $0)] } ?? []
    return
      [table("embedder.embeddings", tables.embeddings)]
      + blocks + [single("final_norm/scale.weights", "model.norm.weight", [width], embedding)] + logits
  }

  /// A parameter of a block.
  private struct Part {
    var label: String
    var tensor: String
    var stored: [Int]
    var axes: NamedShape
  }

  private static func blockParts(_ config: LlamalikeTransformerConfig) -> [Part] {
    let (common, _, queryOnly, _) = config.heads
    let embedding: NamedShape = ["embedding": config.embeddingDim]
    let neurons: NamedShape = ["neurons": config.mlpHiddenDim]
    let keys = common.merging(["projection": config.projectionDim])
    let queries = common.merging(queryOnly).merging(["projection": config.projectionDim])
    func norm(_ label: String, _ tensor: String) -> Part {
      Part(label: "\(label)/scale.weights", tensor: "\(tensor).weight", stored: embedding.sizes, axes: embedding)
    }
    func map(
      _ label: String, _ tensor: String, from input: NamedShape, to output: NamedShape, hasBias: Bool
    ) -> [Part] {
      let weights = Part(
        label: "\(label).weights", tensor: "\(tensor).weight", stored: [output.elementCount, input.elementCount],
        axes: output.merging(input))
      let bias = Part(
        label: "\(label).bias", tensor: "\(tensor).bias", stored: [output.elementCount], axes: output)
      return hasBias ? [weights, bias] : [weights]
    }
    let (attention, mlp) = (config.attentionBias, config.mlpBias)
    return [norm("pre_attention_norm", "input_layernorm")]
      + map("attention/query", "self_attn.q_proj", from: embedding, to: queries, hasBias: attention)
      + map("attention/key", "self_attn.k_proj", from: embedding, to: keys, hasBias: attention)
      + map("attention/value", "self_attn.v_proj", from: embedding, to: keys, hasBias: attention)
      + map("attention/output", "self_attn.o_proj", from: queries, to: embedding, hasBias: attention)
      + [norm("pre_ffw_norm", "post_attention_layernorm")]
      + map("mlp/gating_linear", "mlp.gate_proj", from: embedding, to: neurons, hasBias: mlp)
      + map("mlp/value_linear", "mlp.up_proj", from: embedding, to: neurons, hasBias: mlp)
      + map("mlp/out_linear", "mlp.down_proj", from: neurons, to: embedding, hasBias: mlp)
  }

  /// Checks that files hold the tensors of a model in their shapes, and no others but a copy of one.
  ///
  /// The frequencies of rotations that old files repeat in every block are no others: they follow from the
  /// configuration.
  ///
  /// - Throws: ``CheckpointError`` naming the tensors.
  static func check(_ weights: [LlamaWeight], against folder: SafetensorsFolder, blocks: Int, besides copy: String?)
    throws
  {
    let missing = weights.flatMap(\.tensors).filter { !folder.contains($0) }
    guard missing.isEmpty else { throw CheckpointError(file: folder.path, .missingTensors(missing)) }
    for weight in weights {
      for tensor in weight.tensors {
        let (file, type) = (try folder.file(of: tensor).path, try folder.type(of: tensor))
        guard type.shape == weight.storedShape else {
          throw CheckpointError(
            file: file, tensor: tensor, .unexpectedShape(found: type.shape, expected: weight.storedShape))
        }
        guard [.float32, .bfloat16, .float16].contains(type.dtype) else {
          throw CheckpointError(
            file: file, tensor: tensor,
            .unexpectedType(found: "\(type.dtype)", expected: "float32, bfloat16 or float16"))
        }
      }
    }
    let frequencies = (0..<blocks).map { "model.layers.\($0).self_attn.rotary_emb.inv_freq" }
    let known = Set(weights.flatMap(\.tensors) + frequencies).union(copy.map { [$0] } ?? [])
    let unread = folder.names.filter { !known.contains($0) }
    guard unread.isEmpty else { throw CheckpointError(file: folder.path, .unreadTensors(unread)) }
  }
}
