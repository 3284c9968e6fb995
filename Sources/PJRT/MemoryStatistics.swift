/// The memory that a compiled program takes on each of its devices, in bytes.
public struct MemoryStatistics: Hashable, Sendable {
  /// The machine code.
  public let generatedCode: Int

  /// All arguments.
  public let arguments: Int

  /// All results.
  public let outputs: Int

  /// The part of the arguments whose memory the results reuse.
  public let aliased: Int

  /// Intermediate values.
  public let temporaries: Int

  /// The most at any moment, or 0 where the plugin does not say.
  public let peak: Int
}
