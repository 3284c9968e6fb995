import Arrays
import Checkpoints
import Foundation
import Layers
import Models
import NamedAxes
import TestSupport
import Testing
import Variables

/// Weights that do not make up the model of the configuration: each is refused with the tensor.
@Suite struct LlamaFolderTests {
  private func refusal(
    _ given: SampleFolder? = nil, _ edit: (inout [String: NDArray]) throws -> Void
  ) throws -> CheckpointError {
    let sample = try given ?? SampleFolder()
    try sample.editWeights(edit)
    return try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.path) })
  }

  @Test func missingTensors() throws {
    let names = ["lm_head.weight", "model.layers.1.self_attn.k_proj.weight"]
    let error = try refusal { for name in names { $0[name] = nil } }
    #expect(error.reason == .missingTensors(["model.layers.1.self_attn.k_proj.weight", "lm_head.weight"]))
    for name in names { #expect("\(error)".contains(name)) }
  }

  @Test func unreadTensors() throws {
    let error = try refusal { $0["model.layers.2.mlp.up_proj.weight"] = try NDArray([1.0]) }
    #expect(error.reason == .unreadTensors(["model.layers.2.mlp.up_proj.weight"]))
    // A bias that the configuration does not speak of would change the logits.
    let bias = try refusal { $0["model.layers.0.self_attn.q_proj.bias"] = try NDArray.zeros([32]) }
    #expect(bias.reason == .unreadTensors(["model.layers.0.self_attn.q_proj.bias"]))
  }

  /// The logits of a folder for the tokens that were recorded, and those recorded.
  private func logits(_ sample: SampleFolder, recorded name: String) throws -> (found: NDArray, expected: NDArray) {
    let record = try Safetensors.read(SampleFolder.recorded + "/\(name)/expected.safetensors")
    let found = try TransformerLM.load(from: sample.path)(NamedArray(record.array("tokens")).tag("batch", "seq"))
    return (try found.unwrap("batch", "seq", "vocabulary"), try record.array("logits"))
  }

  @Test func eitherTableOfATiedModelWillDo() throws {
    let (table, map) = ("model.embed_tokens.weight", "lm_head.weight")
    for edit in [{ $0[map] = $0[table] }, { $0[map] = $0.removeValue(forKey: table) }]
      as [(inout [String: NDArray]) -> Void]
    {
      let sample = try SampleFolder("llama_tied")
      try sample.editWeights(edit)
      #expect(try LlamaFolder(sample.path).config.tieEmbedderAndLogits)
      #expect(try unbindParameters(TransformerLM.load(from: sample.path)).parameters.count == 2 * 9 + 2)
      let (found, expected) = try logits(sample, recorded: "llama_tied")
      #expect(try difference(found, expected, absolute: 1e-4) == nil)
    }
  }

  /// What transformers 5 does, too: it says that the configuration is wrong, and uses both.
  @Test func tablesThatDifferAreNotTied() throws {
    let sample = try SampleFolder("llama_grouped")
    try sample.configure(["tie_word_embeddings": "true"])
    let folder = try LlamaFolder(sample.path)
    #expect(!folder.config.tieEmbedderAndLogits)
    #expect(folder.weights.map(\.label).contains("transformer/lm_head.weights"))
    let (found, expected) = try logits(sample, recorded: "llama_grouped")
    #expect(try difference(found, expected, absolute: 1e-4) == nil)
    // One of another shape is no table of this model at all.
    let error = try refusal(sample) { $0["lm_head.weight"] = try NDArray.ones([3, 32]) }
    #expect(error.tensor == "lm_head.weight")
    #expect(error.reason == .unexpectedShape(found: [3, 32], expected: [64, 32]))
  }

  @Test func frequenciesOfOldFilesAreNoTensorsOfTheModel() throws {
    let sample = try SampleFolder()
    try sample.editWeights { $0["model.layers.1.self_attn.rotary_emb.inv_freq"] = try NDArray.ones([4]) }
    #expect(try LlamaFolder(sample.path).weights.count == 21)
    let beyond = try refusal { $0["model.layers.2.self_attn.rotary_emb.inv_freq"] = try NDArray.ones([4]) }
    #expect(beyond.reason == .unreadTensors(["model.layers.2.self_attn.rotary_emb.inv_freq"]))
  }

  @Test func tensorsOfAnotherShape() throws {
    let name = "model.layers.0.mlp.down_proj.weight"
    // As many elements, the other way round.
    let error = try refusal { $0[name] = try $0[name]?.transposed() }
    #expect(error.reason == .unexpectedShape(found: [24, 32], expected: [32, 24]))
    #expect(error.tensor == name && error.file.hasSuffix("/model.safetensors"))
    let rank = try refusal { $0["model.norm.weight"] = try NDArray.ones([1, 32]) }
    #expect(rank.reason == .unexpectedShape(found: [1, 32], expected: [32]))
    let sample = try SampleFolder()
    try sample.configure(["vocab_size": "65"])
    let vocabulary = try refusal(sample) { _ in }
    #expect(vocabulary.tensor == "model.embed_tokens.weight")
    #expect(vocabulary.reason == .unexpectedShape(found: [64, 32], expected: [65, 32]))
  }

  @Test func tensorsOfAnotherType() throws {
    for dtype in [DType.int32, .float64, .bool] {
      let error = try refusal { $0["model.norm.weight"] = try $0["model.norm.weight"]?.astype(dtype) }
      #expect(error.reason == .unexpectedType(found: "\(dtype)", expected: "float32, bfloat16 or float16"))
      #expect(error.tensor == "model.norm.weight")
    }
  }

  @Test func stacksOfBlocksOfDifferentTypes() throws {
    let sample = try SampleFolder()
    let name = "model.layers.1.mlp.up_proj.weight"
    try sample.editWeights { $0[name] = try $0[name]?.astype(.float16) }
    let error = try #require(
      #expect(throws: CheckpointError.self) { try TransformerLM.load(from: sample.path, useLayerStack: true) })
    #expect(error.tensor == name)
    // Without a stack each block has its own.
    #expect(try unbindParameters(TransformerLM.load(from: sample.path)).parameters.count == 21)
  }

  @Test func filesChangedAfterOpening() throws {
    let sample = try SampleFolder()
    let folder = try LlamaFolder(sample.path)
    let handle = try #require(FileHandle(forUpdatingAtPath: sample.weightsPath))
    try handle.truncate(atOffset: 100)
    try handle.close()
    for placement in [ArrayPlacement.copied, .mapped] {
      let error = try #require(#expect(throws: CheckpointError.self) { try folder.load(placement: placement) })
      #expect(error.reason == .changedSinceOpening)
    }
  }

  @Test func shardsThatAreNotWhatTheIndexSays() throws {
    let sample = try SampleFolder("llama_shards")
    try FileManager.default.removeItem(atPath: sample.folder.file("model-00002-of-00004.safetensors"))
    try FileManager.default.removeItem(atPath: sample.folder.file("model-00004-of-00004.safetensors"))
    let error = try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.path) })
    guard case .missingShards(let names) = error.reason else {
      Issue.record("\(error)")
      return
    }
    #expect(Set(names) == ["model-00002-of-00004.safetensors", "model-00004-of-00004.safetensors"])
  }
}
