internal import JSON

/// Which file each tensor of a model is in: `model.safetensors.index.json`.
struct SafetensorsIndex {
  /// The files, in the order in which they are first named, and the tensors that each should hold.
  private(set) var shards: [(name: String, tensors: [String])] = []

  /// As many bytes as an index may have.
  private static let byteLimit = 1 << 24
  /// As many files as may be named, each of which is kept open.
  private static let shardLimit = 512

  /// Reads an index.
  ///
  /// - Throws: ``CheckpointError`` naming the file and the key.
  init(_ file: RegularFile) throws {
    guard case .object(let members) = try file.json(byteLimit: Self.byteLimit) else {
      throw CheckpointError(file: file.path, .malformedJSON(offset: 0, expected: "'{'"))
    }
    // Beside the map stand sizes, under "metadata", for those who load it.
    if let other = members.first(where: { $0.key != "metadata" && $0.key != "weight_map" }) {
      throw CheckpointError(file: file.path, .configuration(key: other.key, problem: "is not handled"))
    }
    guard let map = members.first(where: { $0.key == "weight_map" })?.value else {
      throw CheckpointError(file: file.path, .missingField("weight_map"))
    }
    guard case .object(let tensors) = map else {
      throw CheckpointError(
        file: file.path, .configuration(key: "weight_map", problem: "must map tensors to files, found \(map.kind)"))
    }
    guard tensors.count <= SafetensorsHeader.Limit.tensors else {
      throw CheckpointError(file: file.path, .tooMany("tensors", limit: SafetensorsHeader.Limit.tensors))
    }
    var places: [String: Int] = [:]
    for tensor in tensors {
      func refusal(_ reason: CheckpointError.Reason) -> CheckpointError {
        CheckpointError(file: file.path, tensor: tensor.key, reason)
      }
      guard case .string(let shard) = tensor.value else {
        throw refusal(
          .configuration(key: "weight_map", problem: "must name a file, found \(tensor.value.kind)"))
      }
      if let place = places[shard] {
        shards[place].tensors.append(tensor.key)
      } else {
        guard shards.count < Self.shardLimit else { throw refusal(.tooMany("files", limit: Self.shardLimit)) }
        places[shard] = shards.count
        shards.append((shard, [tensor.key]))
      }
    }
  }
}
