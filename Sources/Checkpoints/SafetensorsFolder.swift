public import Arrays

/// The tensors of a folder: those of `model.safetensors` or, without one, of the files that
/// `model.safetensors.index.json` names.
///
/// Only the headers are read until a tensor is asked for.
public struct SafetensorsFolder: Sendable {
  /// The path of the folder, without links.
  public let path: String
  /// The files, in the order in which the index names them.
  public let files: [SafetensorsFile]
  /// Which file holds the tensor of a name.
  private let places: [[UInt8]: Int]

  private static let single = "model.safetensors"
  private static let index = "model.safetensors.index.json"

  /// Opens all files of a folder and checks their headers.
  ///
  /// Each file must lie in the folder, be a regular file, and hold exactly the tensors that the index says.
  ///
  /// - Throws: ``CheckpointError`` naming the file and the tensors.
  public init(_ path: String) throws { try self.init(ClosedFolder(path)) }

  package init(_ folder: ClosedFolder) throws {
    path = folder.path
    if folder.contains(Self.single) {
      files = [try SafetensorsFile(folder.file(Self.single))]
    } else if folder.contains(Self.index) {
      files = try Self.shards(folder)
    } else {
      throw CheckpointError(file: path, .noWeights(expected: [Self.single, Self.index]))
    }
    var places: [[UInt8]: Int] = [:]
    for (place, file) in files.enumerated() {
      for name in file.names { places[Array(name.utf8)] = place }
    }
    self.places = places
  }

  private static func shards(_ folder: ClosedFolder) throws -> [SafetensorsFile] {
    let index = try RegularFile(folder.file(index))
    let shards = try SafetensorsIndex(index).shards
    // Names are looked at before anything is opened, and all missing files are named at once.
    let missing = shards.map(\.name).filter { ClosedFolder.isPlain($0) && !folder.contains($0) }
    guard missing.isEmpty else { throw CheckpointError(file: index.path, .missingShards(missing)) }
    let paths = try shards.map { shard in
      do {
        return try folder.file(shard.name)
      } catch let error as CheckpointError {
        throw CheckpointError(file: index.path, tensor: shard.tensors.first, error.reason)
      }
    }
    let files = try paths.map { try SafetensorsFile($0) }
    var seen: Set<[UInt8]> = []
    let repeated = files.flatMap(\.names).filter { !seen.insert(Array($0.utf8)).inserted }
    guard repeated.isEmpty else { throw CheckpointError(file: index.path, .repeatedTensors(repeated)) }
    for (file, shard) in zip(files, shards) {
      let (held, listed) = (Set(file.names.map { Array($0.utf8) }), Set(shard.tensors.map { Array($0.utf8) }))
      let absent = shard.tensors.filter { !held.contains(Array($0.utf8)) }
      let unlisted = file.names.filter { !listed.contains(Array($0.utf8)) }
      guard absent.isEmpty, unlisted.isEmpty else {
        throw CheckpointError(file: file.path, .indexMismatch(absent: absent, unlisted: unlisted))
      }
    }
    return files
  }

  /// The names of all tensors, file by file.
  public var names: [String] { files.flatMap(\.names) }

  /// The number of tensors.
  public var count: Int { places.count }

  /// Whether there is a tensor of a name.
  public func contains(_ name: String) -> Bool { places[Array(name.utf8)] != nil }

  /// The file that holds a tensor.
  ///
  /// - Throws: ``CheckpointError`` when no file holds a tensor of this name.
  public func file(of name: String) throws -> SafetensorsFile {
    guard let place = places[Array(name.utf8)] else {
      throw CheckpointError(file: path, tensor: name, .noSuchTensor(available: names))
    }
    return files[place]
  }

  /// The shape and element type of a tensor.
  ///
  /// - Throws: ``CheckpointError`` when no file holds a tensor of this name.
  public func type(of name: String) throws -> ArrayType { try file(of: name).type(of: name) }

  /// A tensor.
  ///
  /// - Parameters: as those of ``SafetensorsFile/array(_:shape:placement:)``.
  /// - Throws: as that does.
  public func array(_ name: String, shape: [Int]? = nil, placement: ArrayPlacement = .copied) throws -> NDArray {
    try file(of: name).array(name, shape: shape, placement: placement)
  }

  /// Whether two tensors have the same shape, type and elements, bit for bit.
  ///
  /// They are read piece by piece, so that it takes little memory.
  ///
  /// - Throws: ``CheckpointError`` when there is no such tensor, or a file was changed since it was opened.
  package func areEqual(_ name: String, _ other: String) throws -> Bool {
    let type = try type(of: name)
    guard try type == self.type(of: other) else { return false }
    let (left, right) = (try file(of: name), try file(of: other))
    let step = 1 << 20
    return try stride(from: 0, to: type.byteCount, by: step).allSatisfy { start in
      let piece = start..<min(start + step, type.byteCount)
      return try left.bytes(of: name, piece) == right.bytes(of: other, piece)
    }
  }

  /// Several tensors of one type one after the other, along a new first axis.
  ///
  /// - Parameters:
  ///   - names: their names, at least one.
  ///   - shape: the shape of each, of as many elements as it has in its file.
  /// - Throws: ``CheckpointError`` as ``array(_:shape:placement:)`` does, and when the types differ.
  public func stacked(_ names: [String], shape: [Int]) throws -> NDArray {
    let types = try names.map { try type(of: $0) }
    guard let first = types.first else { throw CheckpointError(file: path, .missingTensors([])) }
    let element = ArrayType(shape, first.dtype)
    for (name, type) in zip(names, types) {
      guard type.dtype == first.dtype else {
        throw CheckpointError(
          file: path, tensor: name,
          .unexpectedType(found: "\(type.dtype)", expected: "\(first.dtype), as that of the others"))
      }
      guard type.byteCount == element.byteCount else {
        throw CheckpointError(file: path, tensor: name, .unexpectedShape(found: type.shape, expected: shape))
      }
    }
    return try NDArray(type: ArrayType([names.count] + shape, first.dtype)) { memory in
      for (place, name) in names.enumerated() {
        let part = memory[place * element.byteCount..<(place + 1) * element.byteCount]
        try file(of: name).read(name, into: UnsafeMutableRawBufferPointer(rebasing: part))
      }
    }
  }
}
