internal import Arrays

/// The header of a safetensors file: what it holds and where.
///
/// Source: the format's description: eight bytes of length, little-endian, that many bytes of JSON, then the data,
/// which the tensors tile without overlap or hole.
struct SafetensorsHeader {
  /// A tensor: its name, type, and place among the data.
  struct Entry: Sendable {
    var name: String
    var type: ArrayType
    var range: Range<Int>
  }

  /// What is accepted, so that no file can take memory or time without bound.
  enum Limit {
    /// The greatest length of a header, from the format.
    static let headerBytes = 100_000_000
    static let tensors = 1 << 17
    static let nameBytes = 1 << 16
    /// As many axes as NumPy allows.
    static let axes = 64
    /// As many elements as an array may have.
    static let elements = 1 << 48
  }

  static let metadataKey = "__metadata__"

  /// The tensors, in the order of their data.
  var entries: [Entry]
  var metadata: [String: String]

  /// The number of bytes of data that the tensors take.
  var dataByteCount: Int { entries.last?.range.upperBound ?? 0 }
}
