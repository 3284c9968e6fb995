import Arrays
import Checkpoints
import Foundation
import Layers
import Models
import TestSupport
import Testing

/// Configurations that make no model, or one that is not known: each is refused with the file and the key.
@Suite struct LlamaConfigurationTests {
  private func refusal(_ edits: [String: String?], in name: String = "llama_grouped") throws -> CheckpointError {
    let sample = try SampleFolder(name)
    try sample.configure(edits)
    let error = try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.path) })
    #expect(error.file == sample.configPath)
    return error
  }

  private func key(_ error: CheckpointError) -> String? {
    guard case .configuration(let key, _) = error.reason else { return nil }
    return key
  }

  @Test(arguments: ["1000000000", "-1", "0", "null", "\"32\"", "2.0", "1e9", "1e400", "[]", "{}", "true", "65536"])
  func numbersOfBlocksThatCannotBe(_ value: String) throws {
    // The system's JSON does not write numbers as they were; the text is put in as it stands.
    let sample = try SampleFolder()
    let text = try String(contentsOfFile: sample.configPath, encoding: .utf8)
    try sample.folder.write(
      text.replacing("\"num_hidden_layers\": 2", with: "\"num_hidden_layers\": \(value)"), to: "config.json")
    let error = try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.path) })
    #expect(key(error) == "num_hidden_layers")
    #expect(error.file == sample.configPath)
  }

  @Test(arguments: [
    "hidden_size", "intermediate_size", "num_attention_heads", "num_key_value_heads", "vocab_size", "head_dim",
    "max_position_embeddings",
  ])
  func sizesThatCannotBe(_ name: String) throws {
    for value in ["0", "-8", "4294967296", "9223372036854775807", "\"16\"", "1.5"] {
      #expect(key(try refusal([name: value])) == name)
    }
  }

  @Test func sizesThatDoNotFitEachOther() throws {
    #expect(key(try refusal(["num_key_value_heads": "3"])) == "num_key_value_heads")
    let uneven = try refusal(["num_attention_heads": "6", "num_key_value_heads": "6", "head_dim": nil])
    #expect(key(uneven) == "num_attention_heads")
    #expect("\(uneven)".contains("must divide hidden_size 32"))
    #expect(key(try refusal(["head_dim": "7"])) == "head_dim")
    #expect(key(try refusal(["head_dim": "1073741824"])) == "head_dim")
  }

  @Test func otherKindsOfModels() throws {
    #expect(
      "\(try refusal(["model_type": "\"gpt2\""]))".contains(
        #"must be one of "llama", "mistral", found the text "gpt2""#))
    #expect(key(try refusal(["model_type": nil])) == "model_type")
    let classifier = try refusal(["architectures": #"["LlamaForSequenceClassification"]"#])
    #expect(key(classifier) == "architectures")
    let function = try refusal(["hidden_act": "\"mish\""])
    #expect(key(function) == "hidden_act")
    #expect("\(function)".contains("gelu_pytorch_tanh") && "\(function)".contains("\"mish\""))
  }

  @Test func keysThatAreNotHandled() throws {
    for (name, value) in [
      ("quantization_config", #"{"bits": 4}"#), ("sliding_window", "16"), ("attn_logit_softcapping", "50.0"),
      ("use_cach", "true"), ("original_max_position_embeddings", "64"), ("pruned_heads", #"{"0": [1]}"#),
    ] {
      let error = try refusal([name: value])
      #expect(key(error) == name)
      #expect("\(error)".contains("is not handled"))
    }
    // A key without a value says nothing.
    let sample = try SampleFolder()
    try sample.configure(["quantization_config": "null"])
    #expect(try LlamaFolder(sample.path).family == .llama)
  }

  @Test func keysOfWhichOneValueIsHandled() throws {
    // Blocks that differ, rotations of other pairs or of a part of a head, and biases that the family does not have.
    for (name, value, words, folder) in [
      ("rope_interleaved", "true", "must be false", "llama_grouped"),
      ("partial_rotary_factor", "0.5", "must be 1", "llama_grouped"),
      ("layer_types", #"["full_attention", "sliding_attention"]"#, "\"full_attention\" for each", "llama_grouped"),
      ("layer_types", #"["full_attention"]"#, "\"sliding_attention\" for each", "mistral_window"),
      ("layer_types", #"["sliding_attention"]"#, "\"full_attention\" for each", "mistral_global"),
      ("attention_bias", "true", "must be false for mistral", "mistral_window"),
      ("mlp_bias", "true", "must be false for mistral", "mistral_window"),
    ] {
      let error = try refusal([name: value], in: folder)
      #expect(key(error) == name && "\(error)".contains(words), "\(error)")
    }
    let partial = #"{"rope_type": "linear", "factor": 2.0, "partial_rotary_factor": 0.25}"#
    #expect(key(try refusal(["rope_parameters": partial])) == "rope_parameters.partial_rotary_factor")
    for (folder, kind) in [("llama_grouped", "full_attention"), ("mistral_window", "sliding_attention")] {
      let sample = try SampleFolder(folder)
      let config = try LlamaFolder(sample.path).config
      try sample.configure([
        "rope_interleaved": "false", "partial_rotary_factor": "1.0", "layer_types": "[\"\(kind)\", \"\(kind)\"]",
        "attention_bias": "false", "mlp_bias": "false",
      ])
      let other = try LlamaFolder(sample.path).config
      #expect(other.attentionTypes == config.attentionTypes && other.attentionBias == config.attentionBias)
    }
  }

  @Test func keysThatDoNotMatter() throws {
    let sample = try SampleFolder()
    try sample.configure([
      "_name_or_path": "\"meta-llama/Llama-3.1-8B\"", "attention_dropout": "0.1", "bos_token_id": "128000",
      "eos_token_id": "[128001, 128008, 128009]", "initializer_range": "0.02", "pretraining_tp": "1",
      "torch_dtype": "\"bfloat16\"", "transformers_version": "\"4.43.0.dev0\"", "use_cache": "false",
      "is_llama_config": "true", "unsloth_version": "\"2024.9\"", "output_attentions": "false", "max_length": "20",
      "id2label": #"{"0": "LABEL_0"}"#, "temperature": "0.6",
      "rope_parameters": nil, "rope_theta": "500000.0",
      "rope_scaling":
        #"{"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192, "rope_type": "llama3", "type": "llama3"}"#,
    ])
    let config = try LlamaFolder(sample.path).config
    #expect(config.ropeWavelength == 500_000)
    #expect(
      config.ropeFrequencyScaling
        == .llama3(factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContextLength: 8192))
    // What the weights are is written in their files, whatever the configuration says.
    #expect(config.parameterDType == .float32)
  }

  @Test func rotationsThatAreNotHandled() throws {
    func rope(_ members: String) throws -> CheckpointError { try refusal(["rope_parameters": members]) }
    let yarn = try rope(#"{"rope_type": "yarn", "factor": 4.0, "rope_theta": 10000.0}"#)
    #expect(key(yarn) == "rope_parameters.rope_type")
    #expect("\(yarn)".contains("\"yarn\""))
    let unknown = try rope(#"{"rope_type": "linear", "factor": 4.0, "attention_factor": 1.0}"#)
    #expect(key(unknown) == "rope_parameters.attention_factor")
    #expect(key(try rope(#"{"rope_type": "linear"}"#)) == "rope_parameters.factor")
    #expect(key(try rope(#"{"rope_type": "linear", "factor": 0.5}"#)) == "rope_parameters.factor")
    #expect(key(try rope(#"{"rope_type": "linear", "factor": "4"}"#)) == "rope_parameters.factor")
    #expect(key(try rope(#"{"rope_theta": 0}"#)) == "rope_parameters.rope_theta")
    #expect(key(try rope(#"{"rope_theta": null}"#)) == "rope_parameters.rope_theta")
    #expect(key(try rope("[]")) == "rope_parameters")
    let equal = #"{"rope_type": "llama3", "factor": 2.0, "low_freq_factor": 4.0, "high_freq_factor": 4.0}"#
    #expect(key(try rope(equal)) == "rope_parameters.high_freq_factor")
    #expect(
      key(try refusal(["rope_scaling": #"{"type": "dynamic", "factor": 2.0}"#, "rope_parameters": nil]))
        == "rope_scaling.type")
    #expect(key(try refusal(["rope_scaling": #"{"type": "linear", "factor": 2.0}"#])) == "rope_scaling")
  }

  @Test func otherValuesThatCannotBe() throws {
    for (name, value) in [
      ("rms_norm_eps", "-1.0"), ("rms_norm_eps", "\"1e-6\""), ("tie_word_embeddings", "1"), ("mlp_bias", "null"),
      ("architectures", "\"LlamaForCausalLM\""), ("architectures", "[3]"), ("rope_theta", "\"10000\""),
    ] { #expect(key(try refusal([name: value])) == name) }
    #expect(key(try refusal(["sliding_window": "0"], in: "mistral_window")) == "sliding_window")
  }

  @Test func filesThatAreNoConfiguration() throws {
    for text in ["", "[]", "{", "{}x", "null", #"{"a": 01}"#, #"{"a": 1,}"#, "{\"a\": \u{1}}", #"{"a" 1}"#, "{'a': 1}"]
    {
      let sample = try SampleFolder()
      try sample.folder.write(text, to: "config.json")
      let error = try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.path) })
      #expect(error.file == sample.configPath)
      guard case .malformedJSON = error.reason else {
        Issue.record("\(text): \(error)")
        continue
      }
    }
    let sample = try SampleFolder()
    func reason(_ text: String) throws -> CheckpointError.Reason {
      try sample.folder.write(text, to: "config.json")
      return try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.path) }).reason
    }
    #expect(try reason(#"{"model_type": "llama", "model_type": "llama"}"#) == .duplicateKey("model_type"))
    #expect(try reason(#"{"a": {"b": 1, "\u0062": 2}}"#) == .duplicateKey("b"))
    let deep = #"{"a":"# + String(repeating: "[", count: 100_000)
    #expect(try reason(deep) == .tooMany("levels of nesting", limit: 64))
    #expect(
      try reason(String(repeating: " ", count: 1 << 21)) == .tooLarge(byteCount: 1 << 21, limit: 1 << 20))
  }

  @Test func foldersWithoutAConfiguration() throws {
    let sample = try SampleFolder()
    try FileManager.default.removeItem(atPath: sample.configPath)
    let error = try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.path) })
    #expect(error.file == sample.configPath && "\(error)".contains("No such file"))
    let nowhere = try #require(#expect(throws: CheckpointError.self) { try LlamaFolder("/nowhere/model") })
    #expect(nowhere.file == "/nowhere/model")
    let file = try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.weightsPath) })
    #expect("\(file)".contains("Not a directory"))
  }

  @Test func configurationsThatAreElsewhereOrNoFile() throws {
    let (sample, other) = (try SampleFolder(), try SampleFolder())
    try FileManager.default.removeItem(atPath: sample.configPath)
    try FileManager.default.createSymbolicLink(atPath: sample.configPath, withDestinationPath: other.configPath)
    let link = try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.path) })
    #expect(
      link.reason
        == .outsideFolder(name: "config.json", problem: "is a link that leads to \(other.configPath.debugDescription)"))
    try FileManager.default.removeItem(atPath: sample.configPath)
    // A pipe would keep a reader waiting.
    #expect(mkfifo(sample.configPath, 0o600) == 0)
    let pipe = try #require(#expect(throws: CheckpointError.self) { try LlamaFolder(sample.path) })
    #expect(pipe.reason == .notARegularFile && pipe.file == sample.configPath)
  }
}
