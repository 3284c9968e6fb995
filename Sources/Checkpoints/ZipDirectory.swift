/// The members of a zip archive, found from the directory at its end and checked against the records before their data.
///
/// Source: PKWARE's `APPNOTE.TXT`, version 6.3, with the records of 64 bits (zip64).
struct ZipDirectory {
  /// What is accepted, so that no file can take memory or time without bound.
  enum Limit {
    static let members = 1 << 17
    static let directoryBytes = 1 << 28
  }

  private(set) var members: [ZipMember] = []

  private let file: RegularFile

  init(_ file: RegularFile) throws {
    self.file = file
    let end = try EndRecord(file)
    guard end.count <= Limit.members else { throw error(.tooMany("members", limit: Limit.members)) }
    guard end.directory.count <= Limit.directoryBytes else {
      throw error(.tooMany("bytes in the directory", limit: Limit.directoryBytes))
    }
    var reader = ByteReader(try file.bytes(end.directory), file: file.path, offset: end.directory.lowerBound)
    var names: Set<[UInt8]> = []
    for _ in 0..<end.count {
      let member = try self.member(&reader, dataEnd: end.directory.lowerBound)
      guard names.insert(Array(member.name.utf8)).inserted else { throw error(.duplicateKey(member.name)) }
      members.append(member)
    }
    guard reader.isAtEnd else { throw reader.failure("the end of the directory after \(end.count) members") }
    try requireSeparateData()
  }

  private func error(_ reason: CheckpointError.Reason, _ member: String? = nil) -> CheckpointError {
    CheckpointError(file: file.path, tensor: member, reason)
  }

  /// One record of the directory.
  private func member(_ reader: inout ByteReader, dataEnd: Int) throws -> ZipMember {
    try reader.require(ZipMember.Signature.directory, "a member of the directory")
    try reader.skip(4)
    let flags = try reader.word16()
    let method = try reader.word16()
    try reader.skip(4)
    let checksum = try reader.word32()
    var sizes = [UInt64(try reader.word32()), UInt64(try reader.word32())]
    let lengths = [Int(try reader.word16()), Int(try reader.word16()), Int(try reader.word16())]
    try reader.skip(8)
    sizes.append(UInt64(try reader.word32()))
    let rawName = try reader.bytes(lengths[0])
    var extra = ByteReader(try reader.bytes(lengths[1]), file: file.path, offset: reader.offset)
    try reader.skip(lengths[2])
    guard let name = String(validating: rawName, as: UTF8.self) else {
      throw error(.invalidName(problem: "of a member is not written in UTF-8"))
    }
    if let problem = ZipMember.problem(ofName: name) { throw error(.invalidName(problem: "\(problem)"), name) }
    guard flags & 1 == 0 else { throw error(.unsupportedMember("it is encrypted"), name) }
    guard let method = ZipMember.Method(rawValue: method) else {
      throw error(.unsupportedMember("it is packed by method \(method), not stored (0) or deflated (8)"), name)
    }
    try widen(&sizes, from: &extra)
    guard let packed = Int(exactly: sizes[0]), let whole = Int(exactly: sizes[1]), let start = Int(exactly: sizes[2])
    else { throw extra.failure("sizes that fit the file") }
    let range = try data(of: rawName, method, at: start, count: packed, dataEnd: dataEnd, name)
    guard method == .deflated || packed == whole else {
      throw error(.truncated(needed: whole, available: packed), name)
    }
    return ZipMember(name: name, method: method, checksum: checksum, byteCount: whole, range: range)
  }

  /// Sizes of 32 bits that are full stand in a field of 64 bits each: unpacked, packed, and place, in this order.
  private func widen(_ sizes: inout [UInt64], from extra: inout ByteReader) throws {
    let full = UInt64(UInt32.max)
    guard sizes.contains(full) else { return }
    while !extra.isAtEnd {
      let (id, count) = (try extra.word16(), Int(try extra.word16()))
      var field = ByteReader(try extra.bytes(count), file: file.path, offset: extra.offset)
      guard id == 1 else { continue }
      for place in [1, 0, 2] where sizes[place] == full { sizes[place] = try field.word64() }
      return
    }
    throw extra.failure("sizes of 64 bits in the extra fields")
  }

  /// Where the data of a member are, from the record before them, which must be about the same member.
  private func data(
    of rawName: [UInt8], _ method: ZipMember.Method, at start: Int, count: Int, dataEnd: Int, _ name: String
  ) throws -> Range<Int> {
    guard start <= dataEnd - 30, start >= 0 else {
      throw error(.malformedArchive(offset: start, expected: "a member before the directory at \(dataEnd)"), name)
    }
    var reader = ByteReader(try file.bytes(start..<start + 30), file: file.path, offset: start)
    try reader.require(ZipMember.Signature.local, "the record of member \(name.debugDescription.prefix(80))")
    try reader.skip(4)
    guard try reader.word16() == method.rawValue else { throw reader.failure("the method that the directory names") }
    try reader.skip(16)
    let (nameLength, extraLength) = (Int(try reader.word16()), Int(try reader.word16()))
    let (begin, overflows) = (start + 30 + nameLength + extraLength).addingReportingOverflow(count)
    guard !overflows, begin <= dataEnd else {
      throw error(.truncated(needed: count, available: max(dataEnd - (start + 30 + nameLength + extraLength), 0)), name)
    }
    guard nameLength == rawName.count, try file.bytes(start + 30..<start + 30 + nameLength) == rawName else {
      throw reader.failure("the name that the directory gives, \(name.debugDescription.prefix(80))")
    }
    return begin - count..<begin
  }

  /// Checks that no byte belongs to two members, by which a small file could stand for much.
  private func requireSeparateData() throws {
    var previous: ZipMember?
    for member in members.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if let previous, member.range.lowerBound < previous.range.upperBound {
        throw error(.overlap(other: previous.name, offset: member.range.lowerBound), member.name)
      }
      previous = member
    }
  }
}
