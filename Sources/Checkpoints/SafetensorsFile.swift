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
    file = try RegularFile(path)
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
  /// - Parameter placement: where its elements are kept.
  /// - Throws: ``CheckpointError`` when the file holds no array of this name or was changed since it was opened, and
  ///   errors of the array engine.
  public func array(_ name: String, placement: ArrayPlacement = .copied) throws -> NDArray {
    let entry = try entry(name)
    let range = dataStart + entry.range.lowerBound..<dataStart + entry.range.upperBound
    func requireBooleans(_ content: UnsafeRawBufferPointer) throws {
      if entry.type.dtype == .bool, let offset = content.firstIndex(where: { $0 > 1 }) {
        throw CheckpointError(file: path, tensor: name, .notBoolean(offset: offset, byte: content[offset]))
      }
    }
    switch placement {
    case .copied:
      return try NDArray(type: entry.type) { memory in
        try file.read(into: memory, at: range.lowerBound)
        try requireBooleans(UnsafeRawBufferPointer(memory))
      }
    case .mapped:
      let mapping = try file.mapped()
      let content = UnsafeRawBufferPointer(rebasing: mapping.bytes[range])
      try requireBooleans(content)
      return try NDArray(sharing: content, ownedBy: mapping, type: entry.type)
    }
  }

  /// All arrays with their names, in the order of their data.
  ///
  /// - Throws: as ``array(_:)`` does.
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
