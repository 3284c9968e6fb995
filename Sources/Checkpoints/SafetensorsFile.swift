public import Arrays

/// An open safetensors file: its names, types and metadata, and arrays on demand.
///
/// An array is read at each call that asks for it.
public struct SafetensorsFile: Sendable {
  /// The texts kept beside the arrays.
  public let metadata: [String: String]

  private let file: RegularFile
  private let dataStart: Int
  private let entries: [SafetensorsHeader.Entry]
  /// Where the entry of a name is; by bytes, since Swift takes some different strings for equal.
  private let places: [[UInt8]: Int]

  init(_ path: String) throws {
    try self.init(RegularFile(path))
  }

  init(_ file: RegularFile) throws {
    self.file = file
    let (header, dataStart) = try SafetensorsHeader.read(file)
    self.dataStart = dataStart
    entries = header.entries
    metadata = header.metadata
    places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { (Array($1.name.utf8), $0) })
  }

  /// The path that the file was opened under.
  public var path: String { file.path }

  /// The names of the arrays, in the order of their data.
  public var names: [String] { entries.map(\.name) }

  /// The shape and element type of an array.
  ///
  /// - Throws: ``CheckpointError`` when the file holds no array of this name.
  public func type(of name: String) throws -> ArrayType { try entry(name).type }

  /// An array.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - shape: another shape of as many elements, to see the same elements as; that of the file when absent.
  ///   - placement: where its elements are kept.
  /// - Throws: ``CheckpointError`` when the file holds no array of this name, when the shape has another number of
  ///   elements, or when the file was changed since it was opened, and errors of the array engine.
  public func array(_ name: String, shape: [Int]? = nil, placement: ArrayPlacement = .copied) throws -> NDArray {
    let entry = try entry(name)
    let type = ArrayType(shape ?? entry.type.shape, entry.type.dtype)
    guard type.count == entry.type.count else {
      throw CheckpointError(file: path, tensor: name, .unexpectedShape(found: entry.type.shape, expected: type.shape))
    }
    // Elements out of line would be copied from the pages, which would then take memory beside the copy.
    guard placement == .mapped, place(entry).lowerBound.isMultiple(of: 64) else {
      return try NDArray(type: type) { try read(entry, into: $0) }
    }
    let mapping = try file.mapped()
    let content = UnsafeRawBufferPointer(rebasing: mapping.bytes[place(entry)])
    try requireBooleans(entry, content)
    return try NDArray(sharing: content, ownedBy: mapping, type: type)
  }

  /// Fills memory with the elements of an array.
  ///
  /// - Throws: ``CheckpointError`` as ``array(_:shape:placement:)`` does; when the memory is of another size, too.
  func read(_ name: String, into memory: UnsafeMutableRawBufferPointer) throws {
    let entry = try entry(name)
    guard memory.count == entry.range.count else {
      throw CheckpointError(file: path, tensor: name, .truncated(needed: memory.count, available: entry.range.count))
    }
    try read(entry, into: memory)
  }

  /// Some of the bytes of an array, counted from its first one.
  ///
  /// - Throws: ``CheckpointError`` as ``array(_:shape:placement:)`` does.
  func bytes(of name: String, _ range: Range<Int>) throws -> [UInt8] {
    let entry = try entry(name)
    guard range.upperBound <= entry.range.count else {
      throw CheckpointError(
        file: path, tensor: name, .truncated(needed: range.upperBound, available: entry.range.count))
    }
    let start = place(entry).lowerBound
    let bytes = try file.bytes(start + range.lowerBound..<start + range.upperBound)
    try bytes.withUnsafeBytes { try requireBooleans(entry, $0) }
    return bytes
  }

  private func read(_ entry: SafetensorsHeader.Entry, into memory: UnsafeMutableRawBufferPointer) throws {
    try file.read(into: memory, at: place(entry).lowerBound)
    try requireBooleans(entry, UnsafeRawBufferPointer(memory))
  }

  /// Where the elements of an array are in the file.
  private func place(_ entry: SafetensorsHeader.Entry) -> Range<Int> {
    dataStart + entry.range.lowerBound..<dataStart + entry.range.upperBound
  }

  private func requireBooleans(_ entry: SafetensorsHeader.Entry, _ content: UnsafeRawBufferPointer) throws {
    if entry.type.dtype == .bool, let offset = content.firstIndex(where: { $0 > 1 }) {
      throw CheckpointError(file: path, tensor: entry.name, .notBoolean(offset: offset, byte: content[offset]))
    }
  }

  /// All arrays with their names, in the order of their data.
  ///
  /// - Throws: as ``array(_:shape:placement:)`` does.
  public func arrays() throws -> [(name: String, array: NDArray)] {
    try names.map { ($0, try array($0)) }
  }

  private func entry(_ name: String) throws -> SafetensorsHeader.Entry {
    guard let place = places[Array(name.utf8)] else {
      throw CheckpointError(file: path, tensor: name, .noSuchTensor(available: names))
    }
    return entries[place]
  }
}
