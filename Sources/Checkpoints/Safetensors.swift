public import Arrays

/// Files of arrays by name in the safetensors format, which other frameworks read and write, too.
///
/// ```swift
/// try Safetensors.write(["weights": weights], metadata: ["step": "100"], to: "model.safetensors")
/// let weights = try Safetensors.read("model.safetensors").array("weights")
/// ```
public enum Safetensors {
  /// Writes arrays to a file, in place of one that may be there.
  ///
  /// The file appears when it is complete and on the disk, never in part; a path that is a link is replaced itself.
  ///
  /// - Parameters:
  ///   - tensors: arrays by name.
  ///   - metadata: texts by name, kept beside the arrays.
  ///   - path: the path of the file; its folder must exist.
  /// - Throws: ``CheckpointError`` naming the path; ``Arrays/ArrayError/readInsideTrace(operation:transformation:type:)``
  ///   while a function is traced.
  public static func write(
    _ tensors: [(name: String, array: NDArray)], metadata: [String: String] = [:], to path: String
  ) throws {
    let header = try SafetensorsHeader(tensors.map { ($0.name, $0.array.type) }, metadata: metadata, file: path)
    let start = try header.encoded(file: path)
    let arrays = Dictionary(uniqueKeysWithValues: tensors.map { (Array($0.name.utf8), $0.array) })
    let file = try AtomicFile(path)
    try file.append(start)
    for entry in header.entries {
      try arrays[Array(entry.name.utf8)]?.withUnsafeBytes { try file.append($0) }
    }
    try file.finish()
  }

  /// Writes the arrays of a dictionary to a file; see the form for a list.
  ///
  /// - Throws: as the form for a list does.
  public static func write(
    _ tensors: [String: NDArray], metadata: [String: String] = [:], to path: String
  ) throws {
    try write(tensors.map { (name: $0.key, array: $0.value) }, metadata: metadata, to: path)
  }

  /// Opens a file and checks its header; arrays are read when they are asked for.
  ///
  /// - Throws: ``CheckpointError`` naming the path, the tensor concerned, and what is wrong.
  public static func read(_ path: String) throws -> SafetensorsFile { try SafetensorsFile(path) }
}
