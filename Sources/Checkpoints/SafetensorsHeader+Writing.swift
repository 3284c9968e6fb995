internal import Arrays
internal import JSON

extension SafetensorsHeader {
  /// A header for tensors of the given names and types.
  ///
  /// The widest elements come first among the data, so that every tensor is aligned to its elements; within a width the
  /// order is that of the names.
  ///
  /// - Throws: ``CheckpointError`` for names that cannot be written or stand there twice.
  init(_ tensors: [(name: String, type: ArrayType)], metadata: [String: String], file: String) throws {
    var names: Set<[UInt8]> = []
    for (name, _) in tensors {
      func error(_ reason: CheckpointError.Reason) -> CheckpointError {
        CheckpointError(file: file, tensor: name, reason)
      }
      guard names.insert(Array(name.utf8)).inserted else { throw error(.duplicateKey(name)) }
      guard !name.utf8.elementsEqual(Self.metadataKey.utf8) else {
        throw error(.invalidName(problem: "is that of the metadata"))
      }
      guard name.utf8.count <= Limit.nameBytes else {
        throw error(.tooMany("bytes in its name", limit: Limit.nameBytes))
      }
    }
    guard max(tensors.count, metadata.count) <= Limit.tensors else {
      throw CheckpointError(file: file, .tooMany("tensors or entries of metadata", limit: Limit.tensors))
    }
    let ordered = tensors.sorted { left, right in
      let (one, other) = (left.type.dtype.byteCount, right.type.dtype.byteCount)
      return one == other ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8) : one > other
    }
    var end = 0
    entries = ordered.map { name, type in
      defer { end += type.byteCount }
      return Entry(name: name, type: type, range: end..<end + type.byteCount)
    }
    self.metadata = metadata
  }

  /// The length and the text, padded with spaces so that the data begin at a multiple of 64 bytes.
  ///
  /// Where the tensors' sizes are such multiples, too, all of them can be used in place when the file is mapped.
  ///
  /// - Throws: ``CheckpointError`` when the text is longer than the format allows.
  func encoded(file: String) throws -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(jsonString($0.key)):\(jsonString($0.value))" }
      members.append("\(jsonString(Self.metadataKey)):{\(texts.joined(separator: ","))}")
    }
    members += try entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map { entry in
      guard let type = SafetensorsType(entry.type.dtype) else {
        throw CheckpointError(file: file, .unsupportedType("\(entry.type.dtype)"))
      }
      let shape = entry.type.shape.map(String.init).joined(separator: ",")
      return "\(jsonString(entry.name)):{\"dtype\":\"\(type.rawValue)\","
        + "\"shape\":[\(shape)],\"data_offsets\":[\(entry.range.lowerBound),\(entry.range.upperBound)]}"
    }
    var text = Array("{\(members.joined(separator: ","))}".utf8)
    text.append(contentsOf: repeatElement(0x20, count: (64 - (8 + text.count) % 64) % 64))
    guard text.count <= Limit.headerBytes else {
      throw CheckpointError(
        file: file, .headerTooLarge(byteCount: UInt64(text.count), limit: Limit.headerBytes))
    }
    return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text
  }
}
