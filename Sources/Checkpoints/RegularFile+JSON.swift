internal import JSON

extension RegularFile {
  /// The value of JSON that the file holds, and nothing else.
  ///
  /// - Parameter byteLimit: how many bytes the file may have.
  /// - Throws: ``CheckpointError`` naming the file and the place.
  func json(byteLimit: Int) throws -> JSONValue {
    guard byteCount <= byteLimit else {
      throw CheckpointError(file: path, .tooLarge(byteCount: byteCount, limit: byteLimit))
    }
    do {
      return try JSONValue(parsing: bytes(0..<byteCount), limits: JSONLimits(bytes: byteLimit, depth: 64))
    } catch let error as JSONError {
      switch error {
      case .malformed(let offset, let expected):
        throw CheckpointError(file: path, .malformedJSON(offset: offset, expected: expected))
      case .duplicateKey(let key, _): throw CheckpointError(file: path, .duplicateKey(key))
      case .tooMany(let what, let limit): throw CheckpointError(file: path, .tooMany(what, limit: limit))
      }
    }
  }
}
