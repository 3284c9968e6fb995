/// Which file each tensor of a model is in: `model.safetensors.index.json`.
struct SafetensorsIndex {
  /// The files, in the order in which they are first named, and the tensors that each should hold.
  private(set) var shards: [(name: String, tensors: [String])] = []

  /// As many bytes as an index may have.
  private static let limit = 1 << 24
  /// As many files as may be named, each of which is kept open.
  private static let shardLimit = 512

  /// Reads an index.
  ///
  /// - Throws: ``CheckpointError`` naming the file and the key.
  init(_ file: RegularFile) throws {
    var seen: Set<String> = []
    var places: [String: Int] = [:]
    var tensors: Set<[UInt8]> = []
    var shards: [(name: String, tensors: [String])] = []
    try file.scanJSON(limit: Self.limit) { scanner in
      try scanner.object { scanner, key in
        guard seen.insert(key).inserted else { throw JSONScanner.DuplicateKey(key: key) }
        switch key {
        // Sizes for those who load it.
        case "metadata": try scanner.skipValue()
        case "weight_map":
          try scanner.object { scanner, tensor in
            func refusal(_ reason: CheckpointError.Reason) -> CheckpointError {
              CheckpointError(file: file.path, tensor: tensor, reason)
            }
            guard tensors.insert(Array(tensor.utf8)).inserted else { throw refusal(.duplicateKey(tensor)) }
            guard tensors.count <= SafetensorsHeader.Limit.tensors else {
              throw refusal(.tooMany("tensors", limit: SafetensorsHeader.Limit.tensors))
            }
            let shard = try scanner.string()
            if let place = places[shard] {
              shards[place].tensors.append(tensor)
            } else {
              guard shards.count < Self.shardLimit else { throw refusal(.tooMany("files", limit: Self.shardLimit)) }
              places[shard] = shards.count
              shards.append((shard, [tensor]))
            }
          }
        default: throw CheckpointError(file: file.path, .configuration(key: key, problem: "is not handled"))
        }
      }
    }
    guard seen.contains("weight_map") else {
      throw CheckpointError(file: file.path, .missingField("weight_map"))
    }
    self.shards = shards
  }
}
