public import Arrays

/// Files of arrays by name in NumPy's format: zip archives of members that are npy files.
///
/// ```swift
/// try Npz.write(["weights": weights, "bias": bias], to: "model.npz")
/// let weights = try Npz.read("model.npz").array("weights")
/// ```
public enum Npz {
  /// Writes arrays to a file, in place of one that may be there.
  ///
  /// The file appears when it is complete and on the disk, never in part.
  ///
  /// - Parameters:
  ///   - arrays: arrays by name. A name may have parts between slashes, but be no path that leads elsewhere.
  ///   - isCompressed: whether the arrays are deflated.
  ///   - path: the path of the file; its folder must exist.
  /// - Throws: ``CheckpointError`` naming the path; ``Arrays/ArrayError/readInsideTrace(operation:transformation:type:)``
  ///   while a function is traced.
  public static func write(
    _ arrays: [(name: String, array: NDArray)], compressed isCompressed: Bool = false, to path: String
  ) throws {
    try write(arrays, ZipWriter(path), compressed: isCompressed, to: path)
  }

  /// Writes the arrays of a dictionary to a file, sorted by name; see the form for a list.
  ///
  /// - Throws: as the form for a list does.
  public static func write(
    _ arrays: [String: NDArray], compressed isCompressed: Bool = false, to path: String
  ) throws {
    let sorted = arrays.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    try write(sorted.map { (name: $0.key, array: $0.value) }, compressed: isCompressed, to: path)
  }

  static func write(
    _ arrays: [(name: String, array: NDArray)], _ writer: consuming ZipWriter, compressed isCompressed: Bool,
    to path: String
  ) throws {
    var names: Set<[UInt8]> = []
    for (name, array) in arrays {
      if let problem = ZipMember.problem(ofName: name + suffix) ?? (name.isEmpty ? "is empty" : nil) {
        throw CheckpointError(file: path, tensor: name, .invalidName(problem: problem))
      }
      guard names.insert(Array(name.utf8)).inserted else { throw CheckpointError(file: path, .duplicateKey(name)) }
      try array.withUnsafeBytes { bytes in
        try NpyHeader(type: array.type).encoded().withUnsafeBytes { header in
          try writer.append(name + suffix, [header, bytes], isDeflated: isCompressed)
        }
      }
    }
    try writer.finish()
  }

  /// Opens a file and checks its directory; arrays are read when they are asked for.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - expansionLimit: how many times its size in the file a deflated array may take in memory; arrays of up to
  ///     64 MiB may always.
  /// - Throws: ``CheckpointError`` naming the path, the member concerned, and what is wrong.
  public static func read(_ path: String, expansionLimit: Int = 100) throws -> NpzFile {
    try NpzFile(path, expansionLimit: expansionLimit)
  }

  /// What the names of members have after those of arrays.
  static let suffix = ".npy"
}
