internal import CZlib

/// The unpacked bytes of a member of a zip archive.
final class ZipMemberStream: ByteStream {
  private let source: any ByteStream
  private let member: ZipMember
  private let file: String
  private var checksum = Checksum()

  init(_ member: ZipMember, in file: RegularFile) throws {
    self.member = member
    self.file = file.path
    let packed = FileStream(file, member.range)
    switch member.method {
    case .stored: source = packed
    case .deflated: source = try Inflater(packed, member, file: file.path)
    }
  }

  var remaining: Int { source.remaining }

  func read(into memory: UnsafeMutableRawBufferPointer) throws {
    try source.read(into: memory)
    checksum.add(UnsafeRawBufferPointer(memory))
  }

  func finish() throws {
    try source.finish()
    guard checksum.value == member.checksum else {
      throw CheckpointError(
        file: file, tensor: member.name, .checksumMismatch(expected: member.checksum, found: checksum.value))
    }
  }
}

/// The CRC-32 of zip archives.
struct Checksum {
  private(set) var value: UInt32 = 0

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    value = UInt32(truncatingIfNeeded: crc32_z(UInt(value), bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
  }
}
