/// The record at the end of a zip archive: how many members there are, and where the directory is.
struct EndRecord {
  var count: Int
  var directory: Range<Int>

  init(_ file: RegularFile) throws {
    // A comment of up to 65,535 bytes may follow the 22 of the record.
    let tailStart = max(file.byteCount - 22 - Int(UInt16.max), 0)
    let tail = try file.bytes(tailStart..<file.byteCount)
    guard let place = Self.place(in: tail) else { throw CheckpointError(file: file.path, .notZip) }
    var reader = ByteReader(Array(tail[place...]), file: file.path, offset: tailStart + place)
    try reader.skip(4)
    let disks = (try reader.word16(), try reader.word16(), try reader.word16())
    var count = UInt64(try reader.word16())
    var size = UInt64(try reader.word32())
    var start = UInt64(try reader.word32())
    var end = tailStart + place
    if count == UInt16.max || size == UInt32.max || start == UInt32.max {
      (count, size, start, end) = try Self.wide(file, before: end)
    } else {
      guard disks == (0, 0, disks.2), UInt64(disks.2) == count else {
        throw reader.failure("an archive that is not split over several files")
      }
    }
    let (sum, overflows) = start.addingReportingOverflow(size)
    // What stands before the first member or between the records would be seen by some readers only.
    guard !overflows, sum == UInt64(end) else {
      throw reader.failure("a directory that ends where its end record begins, at \(end)")
    }
    guard let members = Int(exactly: count), members <= Int(size) / 46 else {
      throw reader.failure("a directory with room for its \(count) members")
    }
    self.count = members
    directory = Int(start)..<end
  }

  /// The last place of a record whose comment reaches just to the end.
  private static func place(in tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    let mark = withUnsafeBytes(of: ZipMember.Signature.end.littleEndian) { Array($0) }
    return (0...tail.count - 22).last { place in
      tail[place] == mark[0] && tail[place..<place + 4].elementsEqual(mark)
        && Int(tail[place + 20]) + Int(tail[place + 21]) << 8 == tail.count - place - 22
    }
  }

  /// The record of 64 bits, which a locator before the usual one leads to.
  private static func wide(
    _ file: RegularFile, before end: Int
  ) throws -> (count: UInt64, size: UInt64, start: UInt64, end: Int) {
    guard end >= 20 + 56 else {
      throw CheckpointError(file: file.path, .malformedArchive(offset: end, expected: "an end record of 64 bits"))
    }
    var locator = ByteReader(try file.bytes(end - 20..<end), file: file.path, offset: end - 20)
    try locator.require(ZipMember.Signature.locator64, "the locator of an end record of 64 bits")
    try locator.skip(4)
    let place = try locator.word64()
    guard let start = Int(exactly: place), start <= end - 20 - 56 else {
      throw locator.failure("an end record of 64 bits before it")
    }
    var reader = ByteReader(try file.bytes(start..<start + 56), file: file.path, offset: start)
    try reader.require(ZipMember.Signature.end64, "an end record of 64 bits")
    try reader.skip(20)
    let counts = (try reader.word64(), try reader.word64())
    guard counts.0 == counts.1 else { throw reader.failure("an archive that is not split over several files") }
    return (counts.0, try reader.word64(), try reader.word64(), start)
  }
}
