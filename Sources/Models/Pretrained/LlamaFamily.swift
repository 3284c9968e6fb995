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
