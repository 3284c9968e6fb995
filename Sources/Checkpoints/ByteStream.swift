/// Bytes that are read one after the other: of a file, or of a member of an archive, perhaps unpacked on the way.
protocol ByteStream: AnyObject {
  /// How many bytes are left.
  var remaining: Int { get }

  /// Fills memory with the next bytes, of which no more than are left may be asked for.
  ///
  /// - Throws: ``CheckpointError``.
  func read(into memory: UnsafeMutableRawBufferPointer) throws

  /// Checks what can be checked only when all bytes are read.
  ///
  /// - Throws: ``CheckpointError``.
  func finish() throws
}

extension ByteStream {
  /// The next bytes.
  func bytes(_ count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { memory, initialized in
      try read(into: UnsafeMutableRawBufferPointer(start: memory.baseAddress, count: count))
      initialized = count
    }
  }
}

/// A range of a file as a stream.
final class FileStream: ByteStream {
  private let file: RegularFile
  private var range: Range<Int>

  init(_ file: RegularFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }

  var remaining: Int { range.count }

  func read(into memory: UnsafeMutableRawBufferPointer) throws {
    try file.read(into: memory, at: range.lowerBound)
    range = range.lowerBound + memory.count..<range.upperBound
  }

  func finish() {}
}
