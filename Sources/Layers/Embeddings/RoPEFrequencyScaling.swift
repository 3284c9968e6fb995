internal import Arrays

/// How the frequencies of rotary embeddings are changed for texts longer than those of the training.
public enum RoPEFrequencyScaling: Hashable, Sendable {
  /// Low frequencies are divided by a factor, high ones kept, those between interpolated.
  ///
  /// A frequency is low when fewer than `lowFrequencyFactor` of its periods fit into the original context, high when
  /// more than `highFrequencyFactor` do. Source: Meta's Llama 3.1.
  case llama3(factor: Double, lowFrequencyFactor: Double, highFrequencyFactor: Double, originalContextLength: Int)
  /// All frequencies are divided by a factor of at least 1, as if positions were.
  ///
  /// Source: Chen et al., "Extending context window of large language models via positional interpolation", 2023.
  case linear(factor: Double)

  /// What is wrong with the numbers; `nil` when they make a scaling.
  var problem: String? {
    switch self {
    case .llama3(let factor, let low, let high, let length):
      guard factor >= 1, low > 0, high > low, length > 0, factor.isFinite, high.isFinite else {
        return "a llama3 scaling needs factor >= 1, 0 < lowFrequencyFactor < highFrequencyFactor and a positive "
          + "originalContextLength, found \(factor), \(low), \(high), \(length)"
      }
      return nil
    case .linear(let factor):
      return factor >= 1 && factor.isFinite ? nil : "a linear scaling needs a finite factor >= 1, found \(factor)"
    }
  }

  /// The frequencies after the change.
  func callAsFunction(_ frequencies: NDArray) throws -> NDArray {
    switch self {
    case .llama3(let factor, let low, let high, let length):
      // Periods in the original context.
      let periods = try frequencies * (Double(length) / (2 * .pi))
      let share = try ((periods - low) / (high - low)).clipped(from: 0, to: 1)
      return try frequencies * ((1 - share) / factor + share)
    case .linear(let factor): return try frequencies / factor
    }
  }
}
