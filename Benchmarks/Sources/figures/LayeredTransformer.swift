import Foundation
import Penzai

/// The original's llama-like transformer, built from layers, in the sizes of ``PlainTransformer``.
struct LayeredTransformer {
  let blocks: Int
  var isStacked = false
  /// Sizes at which nothing counts but the number of layers.
  var isTiny = false

  var config: LlamalikeTransformerConfig {
    let heads = PlainTransformer.heads / PlainTransformer.keyHeads
    return LlamalikeTransformerConfig(
      numKVHeads: isTiny ? 1 : PlainTransformer.keyHeads, queryHeadMultiplier: isTiny ? 2 : heads,
      embeddingDim: isTiny ? 8 : PlainTransformer.width, projectionDim: isTiny ? 4 : PlainTransformer.headWidth,
      mlpHiddenDim: isTiny ? 16 : PlainTransformer.hidden, numDecoderBlocks: blocks,
      vocabSize: isTiny ? 16 : PlainTransformer.vocabulary, mlpVariant: .swiglu, tieEmbedderAndLogits: true,
      useLayerStack: isStacked)
  }

  /// The model with random parameters.
  func model() throws -> TransformerLM { try TransformerLM.llamalike(config, key: RandomKey(0)) }

  /// The model without parameters.
  func slots() throws -> TransformerLM { try TransformerLM.llamalike(config, key: nil) }

  /// The value and the gradient of the mean cross-entropy, by the model's parameters.
  func step(
    _ slots: TransformerLM, _ tokens: NamedArray, _ targets: NamedArray
  ) -> ([ParameterValue]) throws -> [NDArray] {
    { values in
      let (loss, gradient) = try valueAndGrad { (values: [ParameterValue]) in
        let logits = try bindVariables(slots, values)(tokens)
        let scores = try logits.logSoftmax("vocabulary")[["vocabulary": targets]]
        return try -scores.mean("batch", "seq").unwrap()
      }(values)
      return [loss] + gradient.map(\.value.data)
    }
  }

  /// The model taken apart, and tokens to try it on.
  func parts(batch: Int = 4, length: Int = 128) throws -> (
    step: ([ParameterValue]) throws -> [NDArray], [ParameterValue]
  ) {
    let (slots, values) = try unbindAndFreezeParameters(model())
    let tokens = try wrap(NDArray.zeros([batch, length], dtype: .int32), "batch", "seq")
    return (step(slots, tokens, tokens), values)
  }
}

extension TransformerLM {
  /// Waits for all parameters.
  func waitUntilReady() throws {
    for parameter in try unbindParameters(self).parameters { try parameter.value.data.waitUntilReady() }
  }
}
