/// Reads little-endian numbers of a record of a file, one after the other.
struct ByteReader {
  private let content: [UInt8]
  private let file: String
  private let start: Int
  private var position = 0

  /// - Parameter offset: where in the file the bytes come from, for errors.
  init(_ content: [UInt8], file: String, offset: Int) {
    self.content = content
    self.file = file
    start = offset
  }

  /// Where in the file the reader stands.
  var offset: Int { start + position }

  /// Whether everything is read.
  var isAtEnd: Bool { position == content.count }

  func failure(_ expected: String) -> CheckpointError {
    CheckpointError(file: file, .malformedArchive(offset: offset, expected: expected))
  }

  mutating func bytes(_ count: Int) throws -> [UInt8] {
    guard count <= content.count - position else { throw failure("\(count) more bytes") }
    defer { position += count }
    return Array(content[position..<position + count])
  }

  mutating func skip(_ count: Int) throws { _ = try bytes(count) }

  mutating func word16() throws -> UInt16 { UInt16(truncatingIfNeeded: try word(2)) }
  mutating func word32() throws -> UInt32 { UInt32(truncatingIfNeeded: try word(4)) }
  mutating func word64() throws -> UInt64 { try word(8) }

  private mutating func word(_ count: Int) throws -> UInt64 {
    try bytes(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Reads the mark that a record begins with.
  mutating func require(_ signature: UInt32, _ what: String) throws {
    let here = self
    guard try word32() == signature else { throw here.failure(what) }
  }
}
