public import Arrays

/// Files of one array each in NumPy's format.
///
/// ```swift
/// try Npy.write(weights, to: "weights.npy")
/// let weights = try Npy.read("weights.npy")
/// ```
///
/// All three versions of the format are read, in either byte order and in either order of the axes. Python objects,
/// records, texts, and dates are refused. NumPy has no name for `bfloat16`: the package `ml_dtypes`
/// writes it as the type `<V2`, and so it is written and read here, too.
public enum Npy {
  /// Reads an array.
  ///
  /// - Parameters:
  ///   - path: the path of the file, which holds one array and nothing else.
  ///   - placement: where the elements are kept. Those in the other byte order or order of axes are always copied.
  /// - Throws: ``CheckpointError`` naming the path and what is wrong, and errors of the array engine.
  public static func read(_ path: String, placement: ArrayPlacement = .copied) throws -> NDArray {
    let file = try RegularFile(path)
    let stream = FileStream(file, 0..<file.byteCount)
    let place = NpyPlace(file: path)
    let header = try NpyHeader.read(stream, place)
    if placement == .mapped, header.isInHostOrder {
      let mapping = try file.mapped()
      let bytes = UnsafeRawBufferPointer(rebasing: mapping.bytes[(file.byteCount - stream.remaining)...])
      try place.requireBooleans(bytes, header.type.dtype)
      return try NDArray(sharing: bytes, ownedBy: mapping, type: header.type)
    }
    return try header.readArray(stream, place)
  }

  /// The shape and element type of the array in a file, of which only the beginning is read.
  ///
  /// - Throws: ``CheckpointError`` naming the path and what is wrong.
  public static func type(of path: String) throws -> ArrayType {
    let file = try RegularFile(path)
    return try NpyHeader.read(FileStream(file, 0..<file.byteCount), NpyPlace(file: path)).type
  }

  /// Writes an array to a file, in place of one that may be there; the bytes are those that NumPy would write.
  ///
  /// The file appears when it is complete and on the disk, never in part.
  ///
  /// - Throws: ``CheckpointError`` naming the path; ``Arrays/ArrayError/readInsideTrace(operation:transformation:type:)``
  ///   while a function is traced.
  public static func write(_ array: NDArray, to path: String) throws {
    try array.withUnsafeBytes { bytes in
      let file = try AtomicFile(path)
      try file.append(NpyHeader(type: array.type).encoded())
      try file.append(bytes)
      try file.finish()
    }
  }
}
