internal import Checkpoints

extension ConfigurationFile {
  /// Passes over keys that have no bearing on the logits of a family.
  mutating func ignoreWhatDoesNotMatter(to family: LlamaFamily) {
    for keys in [Self.bookkeeping, Self.training, Self.generation] { ignore(keys) }
    // How products were once cut up for training; the numbers are the same.
    if family == .llama { ignore("pretraining_tp") }
  }

  /// Where a file comes from, what wrote it, and what it says to programs around the model.
  private static let bookkeeping = [
    "_attn_implementation", "_attn_implementation_autoset", "_commit_hash", "_name_or_path", "attn_implementation",
    "auto_map", "chunk_size_feed_forward", "dtype", "id2label", "is_decoder", "is_encoder_decoder", "is_llama_config",
    "label2id", "max_sequence_length", "model_max_length", "name_or_path", "output_attentions",
    "output_hidden_states", "problem_type", "return_dict", "tokenizer_class", "torch_dtype", "torchscript",
    "transformers_version", "unsloth_fixed", "unsloth_version",
  ]

  /// What counts while weights are learned.
  private static let training = ["attention_dropout", "initializer_range"]

  /// Tokens with a meaning, and how the next one is chosen; files of old kept it here.
  private static let generation = [
    "bad_words_ids", "begin_suppress_tokens", "bos_token_id", "decoder_start_token_id", "diversity_penalty",
    "do_sample", "early_stopping", "encoder_no_repeat_ngram_size", "eos_token_id",
    "exponential_decay_length_penalty", "forced_bos_token_id", "forced_eos_token_id", "length_penalty", "max_length",
    "min_length", "no_repeat_ngram_size", "num_beam_groups", "num_beams", "num_return_sequences", "output_scores",
    "pad_token_id", "remove_invalid_values", "repetition_penalty", "return_dict_in_generate", "sep_token_id",
    "suppress_tokens", "temperature", "top_k", "top_p", "typical_p", "use_cache",
  ]
}
