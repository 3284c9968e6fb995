/// Writes a zip archive: members one after the other, then the directory.
struct ZipWriter: ~Copyable {
  private let file: AtomicFile
  private var offset = 0
  private var directory: [UInt8] = []
  private var count = 0
  /// The number from which on sizes are written in 64 bits.
  private let wideLimit: Int

  init(_ path: String, wideLimit: Int = Int(UInt32.max)) throws {
    file = try AtomicFile(path)
    self.wideLimit = wideLimit
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) throws {
    try file.append(bytes)
    offset += bytes.count
  }

  private mutating func append(_ bytes: [UInt8]) throws {
    try file.append(bytes)
    offset += bytes.count
  }

  /// Appends a member of several pieces.
  mutating func append(_ name: String, _ pieces: [UnsafeRawBufferPointer], isDeflated: Bool) throws {
    var checksum = Checksum()
    for piece in pieces { checksum.add(piece) }
    let byteCount = pieces.reduce(0) { $0 + $1.count }
    let packed = isDeflated ? try Deflater.pack(pieces, file: file.path) : nil
    let start = offset
    let packedCount = packed?.count ?? byteCount
    let isWide = max(byteCount, packedCount, start) >= wideLimit
    // UTF-8 names; the first day that archives can name, so that equal content gives equal files.
    let method: ZipMember.Method = isDeflated ? .deflated : .stored
    let common =
      little(UInt16(isWide ? 45 : 20)) + little(UInt16(1 << 11)) + little(method.rawValue) + little(UInt16(0))
      + little(UInt16(0x21)) + little(checksum.value) + size(isWide, packedCount) + size(isWide, byteCount)
      + little(UInt16(truncatingIfNeeded: name.utf8.count))
    let sizes = isWide ? little(UInt64(byteCount)) + little(UInt64(packedCount)) : []
    try append(little(ZipMember.Signature.local) + common + extra(sizes) + Array(name.utf8) + field(sizes))
    if let packed {
      try append(packed)
    } else {
      for piece in pieces { try append(piece) }
    }
    let places = isWide ? sizes + little(UInt64(start)) : []
    directory += little(ZipMember.Signature.directory) + little(UInt16(isWide ? 45 : 20)) + common + extra(places)
    // No comment, disk 0, no attributes.
    directory += [UInt8](repeating: 0, count: 10) + size(isWide, start) + Array(name.utf8) + field(places)
    count += 1
  }

  /// Writes the directory, and moves the archive to its place.
  consuming func finish() throws {
    let (start, size) = (offset, directory.count)
    let isWide = max(start, size) >= wideLimit || count >= min(wideLimit, Int(UInt16.max))
    var end = directory
    if isWide {
      let record = start + size
      end += little(ZipMember.Signature.end64) + little(UInt64(44)) + little(UInt16(45)) + little(UInt16(45))
      end += little(UInt32(0)) + little(UInt32(0)) + little(UInt64(count)) + little(UInt64(count))
      end += little(UInt64(size)) + little(UInt64(start))
      end += little(ZipMember.Signature.locator64) + little(UInt32(0)) + little(UInt64(record)) + little(UInt32(1))
    }
    let shown = isWide ? UInt16.max : UInt16(truncatingIfNeeded: count)
    end += little(ZipMember.Signature.end) + little(UInt32(0)) + little(shown) + little(shown)
    end += self.size(isWide, size) + self.size(isWide, start) + little(UInt16(0))
    try file.append(end)
    try file.finish()
  }

  private func size(_ isWide: Bool, _ count: Int) -> [UInt8] {
    little(isWide ? UInt32.max : UInt32(truncatingIfNeeded: count))
  }

  /// The length of the extra field that holds these bytes.
  private func extra(_ content: [UInt8]) -> [UInt8] { little(UInt16(content.isEmpty ? 0 : content.count + 4)) }

  /// The extra field of sizes of 64 bits.
  private func field(_ content: [UInt8]) -> [UInt8] {
    content.isEmpty ? [] : little(UInt16(1)) + little(UInt16(content.count)) + content
  }
}

/// The bytes of a number, the least significant first.
func little(_ number: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
