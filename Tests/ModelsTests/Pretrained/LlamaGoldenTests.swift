import Arrays
import Checkpoints
import Foundation
import Layers
import Models
import NamedAxes
import Selectors
import TestSupport
import Testing
import Variables

/// Models of folders that transformers wrote give the logits that it recorded.
@Suite struct LlamaGoldenTests {
  static let names = (try? FileManager.default.contentsOfDirectory(atPath: SampleFolder.recorded).sorted()) ?? []

  private func record(_ name: String) throws -> (path: String, tokens: NamedArray, logits: NDArray) {
    let path = SampleFolder.recorded + "/" + name
    let expected = try Safetensors.read(path + "/expected.safetensors")
    return (path, try NamedArray(expected.array("tokens")).tag("batch", "seq"), try expected.array("logits"))
  }

  private func logits(_ model: TransformerLM, _ tokens: NamedArray) throws -> NDArray {
    try jit { (model: TransformerLM, tokens: NamedArray) in try model(tokens) }(model, tokens)
      .unwrap("batch", "seq", "vocabulary")
  }

  @Test func thereAreRecords() {
    #expect(Self.names.count == 27)
  }

  @Test(arguments: names) func logitsAreThoseOfTransformers(_ name: String) throws {
    let (path, tokens, expected) = try record(name)
    let found = try logits(TransformerLM.load(from: path), tokens)
    #expect(try difference(found, expected, absolute: 1e-4) == nil)
    // Numbers so small that anything would agree prove nothing.
    #expect(try expected.abs().max().item(as: Float.self) > 1)
  }

  @Test(arguments: ["llama_grouped", "llama_biases", "llama_tied", "mistral_window", "mistral_tied_shards"])
  func stackedBlocksGiveTheSame(_ name: String) throws {
    let (path, tokens, expected) = try record(name)
    let model = try TransformerLM.load(from: path, useLayerStack: true)
    #expect(try model.select().at(instancesOf: LayerStack.self).count == 1)
    #expect(try difference(logits(model, tokens), expected, absolute: 1e-4) == nil)
  }

  @Test func weightsKeepTheirTypeAndActivationsHaveTheOneAskedFor() throws {
    let (path, tokens, expected) = try record("llama_bfloat16")
    let model = try TransformerLM.load(from: path, activationDType: .bfloat16, placement: .copied)
    for parameter in try unbindParameters(model).parameters { #expect(parameter.value.dtype == .bfloat16) }
    let found = try logits(model, tokens)
    #expect(found.dtype == .bfloat16)
    #expect(try difference(found.astype(.float32), expected, relative: 0.1, absolute: 0.2) == nil)
  }

  @Test func theShapeIsThatOfTheConfiguration() throws {
    let folder = try LlamaFolder(SampleFolder.recorded + "/mistral_window_llama3")
    #expect(folder.family == .mistral)
    let config = folder.config
    #expect(config.numKVHeads == 2 && config.queryHeadMultiplier == 2 && config.projectionDim == 6)
    #expect(config.attentionTypes == [.slidingWindowCausal(windowSize: 4)])
    #expect(
      config.localRopeFrequencyScaling
        == .llama3(factor: 4, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContextLength: 16))
    #expect(config.ropeWavelength == 500 && config.mlpVariant == .swiglu && !config.tieEmbedderAndLogits)
    let flat = try LlamaFolder(SampleFolder.recorded + "/mistral_flat").config
    #expect(flat.numKVHeads == 8 && flat.attentionTypes == [.slidingWindowCausal(windowSize: 4096)])
    #expect(flat.ropeWavelength == 1000)
    let scaled = try LlamaFolder(SampleFolder.recorded + "/llama_flat_llama3").config
    #expect(
      scaled.ropeFrequencyScaling
        == .llama3(factor: 4, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContextLength: 64))
  }

  @Test func parametersHaveTheLabelsOfTheOriginal() throws {
    let model = try TransformerLM.load(from: SampleFolder.recorded + "/llama_grouped")
    let labels = try unbindParameters(model).parameters.map(\.label.text)
    for label in [
      "transformer/embedder.embeddings", "transformer/block_0/pre_attention_norm/scale.weights",
      "transformer/block_1/attention/query.weights", "transformer/block_1/mlp/gating_linear.weights",
      "transformer/final_norm/scale.weights", "transformer/lm_head.weights",
    ] { #expect(labels.contains(label)) }
    #expect(labels.count == 2 * 9 + 3)
  }

  @Test func tiedModelsShareTheirTable() throws {
    let model = try TransformerLM.load(from: SampleFolder.recorded + "/llama_tied")
    #expect(try unbindParameters(model).parameters.count == 2 * 9 + 2)
    let tables = try model.select().at(instancesOf: EmbeddingTable.self).values.map { $0.embeddings as? Parameter }
    #expect(tables.count == 2 && tables[0] === tables[1])
  }
}
