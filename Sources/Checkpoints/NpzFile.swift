public import Arrays

/// An open npz file: the names of its arrays, and arrays on demand.
///
/// Members whose names do not end with `.npy` are no arrays, and are left alone.
public struct NpzFile: Sendable {
  private let file: RegularFile
  private let members: [ZipMember]
  private let expansionLimit: Int
  /// Where the member of a name is; by bytes, since Swift takes some different strings for equal.
  private let places: [[UInt8]: Int]

  /// The number of bytes that a member may always have.
  private static let harmlessByteCount = 64 << 20

  init(_ path: String, expansionLimit: Int) throws {
    file = try RegularFile(path)
    members = try ZipDirectory(file).members.filter { $0.name.hasSuffix(Npz.suffix) }
    self.expansionLimit = expansionLimit
    places = Dictionary(uniqueKeysWithValues: members.enumerated().map { (Array(Self.key($1).utf8), $0) })
  }

  private static func key(_ member: ZipMember) -> String { String(member.name.dropLast(Npz.suffix.count)) }

  /// The path that the file was opened under.
  public var path: String { file.path }

  /// The names of the arrays, in the order of the directory.
  public var names: [String] { members.map(Self.key) }

  /// The shape and element type of an array.
  ///
  /// - Throws: ``CheckpointError`` when the file holds no array of this name, or its beginning is damaged.
  public func type(of name: String) throws -> ArrayType {
    let (stream, place) = try open(name)
    return try NpyHeader.read(stream, place).type
  }

  /// An array, copied to the device.
  ///
  /// - Throws: ``CheckpointError`` when the file holds no array of this name, it is damaged, or the file was changed
  ///   since it was opened; and errors of the array engine.
  public func array(_ name: String) throws -> NDArray {
    let (stream, place) = try open(name)
    return try NpyHeader.read(stream, place).readArray(stream, place)
  }

  /// All arrays with their names, in the order of the directory.
  ///
  /// - Throws: as ``array(_:)`` does.
  public func arrays() throws -> [(name: String, array: NDArray)] {
    try names.map { ($0, try array($0)) }
  }

  private func open(_ name: String) throws -> (ZipMemberStream, NpyPlace) {
    let place = NpyPlace(file: path, member: name)
    guard let number = places[Array(name.utf8)] else { throw place.error(.noSuchTensor(available: names)) }
    let member = members[number]
    let (expanded, overflows) = member.range.count.multipliedReportingOverflow(by: max(expansionLimit, 1))
    let limit = overflows ? Int.max : max(expanded, Self.harmlessByteCount)
    guard member.method == .stored || member.byteCount <= limit else {
      throw place.error(.expandsTooFar(byteCount: member.byteCount, packed: member.range.count, limit: limit))
    }
    return (try ZipMemberStream(member, in: file), place)
  }
}
