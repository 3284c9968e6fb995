import Penzai

/// The tree of the original's llama-like transformer, named like its layers, to be shown and not to be called: a layer
/// with its settings and the layers inside.
struct ShownLayer: TreescopeRepresentable {
  var name: String
  var settings: [(label: String, value: Any)] = []
  var weights: Parameter?
  var sublayers: [ShownLayer] = []

  func treescopePart(with renderer: PartRenderer) -> Part {
    var fields = settings.map { Field.static($0.label, $0.value) }
    if let weights { fields.append(.child("weights", weights)) }
    if !sublayers.isEmpty { fields.append(.child("sublayers", sublayers)) }
    return renderer.constructor(name, fields, color: .named(after: name))
  }

  /// The whole model, with random parameters of the sizes of ``PlainTransformer``.
  static func transformer(blocks: Int) throws -> ShownLayer {
    let embedding = ("embedding", PlainTransformer.width)
    let heads = [
      ("heads", PlainTransformer.keyHeads), ("query_heads", PlainTransformer.heads / PlainTransformer.keyHeads),
    ]
    let (projection, neurons) = (("projection", PlainTransformer.headWidth), ("neurons", PlainTransformer.hidden))
    let table = try parameter("embedder.embeddings", [("vocabulary", PlainTransformer.vocabulary), embedding])
    let layers = try (0..<blocks).map { block in
      let name = "block_\(block)/"
      let query = try linear(name + "attention/query", [embedding], heads + [projection])
      let key = try linear(name + "attention/key", [embedding], [heads[0], projection])
      let value = try linear(name + "attention/value", [embedding], [heads[0], projection])
      let output = try linear(name + "attention/output", heads + [projection], [embedding])
      let rotation = ShownLayer(
        name: "ApplyRoPE", settings: [("embeddingAxis", "projection"), ("maximumWavelength", 10_000.0)])
      let products = ShownLayer(name: "NamedEinsum", settings: [("inputAxes", [["seq": "tq"], ["seq": "tkv"]])])
      let attention = ShownLayer(
        name: "Attention",
        sublayers: [
          ShownLayer(
            name: "Sequential",
            sublayers: [query, rotation, ShownLayer(name: "ConstantRescale", settings: [("by", 0.125)])]),
          ShownLayer(name: "Sequential", sublayers: [key, rotation]), value,
          ShownLayer(
            name: "Sequential",
            sublayers: [
              products, ShownLayer(name: "ApplyCausalAttentionMask", settings: [("maskedOutValue", -2.38e38)]),
              ShownLayer(name: "Softmax", settings: [("axes", ["kv_seq"])]),
            ]), ShownLayer(name: "Sequential", sublayers: [products, output]),
        ])
      let gate = ShownLayer(
        name: "Sequential",
        sublayers: [
          try linear(name + "mlp/gating_linear", [embedding], [neurons]),
          ShownLayer(name: "Elementwise", settings: [("function", "silu")]),
        ])
      let branches = ShownLayer(
        name: "BranchAndMultiplyTogether",
        sublayers: [gate, try linear(name + "mlp/value_linear", [embedding], [neurons])])
      let feedForward = ShownLayer(
        name: "TransformerFeedForward",
        sublayers: [branches, try linear(name + "mlp/out_linear", [neurons], [embedding])])
      return ShownLayer(
        name: "TransformerBlock",
        sublayers: [
          residual([try norm(name + "pre_attention_norm"), attention]),
          residual([try norm(name + "pre_ffw_norm"), feedForward]),
        ])
    }
    return ShownLayer(
      name: "TransformerLM", settings: [("metadata", ["embedding_dim": PlainTransformer.width])],
      sublayers: [ShownLayer(name: "EmbeddingLookup", weights: table)] + layers
        + [try norm("final_norm"), ShownLayer(name: "EmbeddingDecode", weights: table)])
  }

  private static func residual(_ layers: [ShownLayer]) -> ShownLayer {
    ShownLayer(name: "Residual", sublayers: [ShownLayer(name: "Sequential", sublayers: layers)])
  }

  private static func norm(_ name: String) throws -> ShownLayer {
    ShownLayer(
      name: "RMSLayerNorm",
      sublayers: [
        ShownLayer(name: "RMSStandardize", settings: [("across", ["embedding"]), ("epsilon", 1e-6)]),
        try linear(name + "/scale", [], [("embedding", PlainTransformer.width)]),
      ])
  }

  private static func linear(
    _ name: String, _ inputs: [(String, Int)], _ outputs: [(String, Int)]
  ) throws -> ShownLayer {
    ShownLayer(
      name: "Linear",
      settings: [("inputAxes", inputs.map(\.0)), ("outputAxes", outputs.map(\.0))],
      weights: try parameter(name + ".weights", inputs + outputs))
  }

  private static func parameter(_ name: String, _ axes: [(String, Int)]) throws -> Parameter {
    let values = try RandomKey(name.utf8.count).normal(axes.map(\.1))
    return Parameter(try NamedArray(values).tag(axes.map { AxisName($0.0) }), label: .name(name))
  }
}
