/// A file of weights that cannot be read or written: which file, which tensor, and why.
///
/// The facts are here; the wording is in `CheckpointError+Description.swift`.
public struct CheckpointError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// A request that the operating system refused.
    case system(operation: String, problem: String)
    /// A path that leads to a folder, a pipe or the like.
    case notARegularFile
    /// A file without room for the length of a header.
    case tooShort(byteCount: Int)
    /// A header longer than the format allows.
    case headerTooLarge(byteCount: UInt64, limit: Int)
    /// A header that would end after the file.
    case headerExceedsFile(byteCount: UInt64, available: Int)
    /// A header that is not written as the format demands; the offset counts bytes of the header.
    case malformedHeader(offset: Int, expected: String)
    /// A key that stands in the header, in an entry or in the metadata more than once.
    case duplicateKey(String)
    /// An entry of the header that lacks a field.
    case missingField(String)
    /// More of something than is accepted.
    case tooMany(String, limit: Int)
    /// An element type that is unknown or has no counterpart here.
    case unsupportedType(String)
    /// A range of bytes that ends before it begins.
    case invertedOffsets(begin: Int, end: Int)
    /// A shape with more elements than can be counted.
    case shapeOverflow([Int])
    /// A shape that does not take the bytes given for it.
    case sizeMismatch(shape: [Int], dtype: String, expected: Int, found: Int)
    /// Bytes that belong to another tensor, too.
    case overlap(other: String, offset: Int)
    /// Bytes before a tensor that belong to none.
    case gap(offset: Int, byteCount: Int)
    /// Bytes after the last tensor.
    case trailingBytes(Int)
    /// Data that end before the tensor does.
    case truncated(needed: Int, available: Int)
    /// A file that is no longer what it was when it was opened.
    case changedSinceOpening
    /// A byte of a boolean tensor that is neither 0 nor 1; the offset counts from the tensor's first.
    case notBoolean(offset: Int, byte: UInt8)
    /// A name that is not in the file.
    case noSuchTensor(available: [String])
    /// A name that cannot be written.
    case invalidName(problem: String)
    /// Axis names in the metadata that do not fit the tensor.
    case invalidAxes(problem: String)
    /// A file or member that does not begin as NumPy's do, with what it begins with.
    case notNpy(start: [UInt8])
    /// A version of NumPy's format that there is not yet.
    case unsupportedVersion(major: UInt8, minor: UInt8)
    /// An element type of NumPy's without counterpart here, and what to do.
    case unsupportedNpyType(String, advice: String)
    /// Elements that consist of several fields.
    case structuredType
    /// A file without the record that a zip archive ends with.
    case notZip
    /// A zip archive with a record that is not as it must be; the offset counts from the beginning of the file.
    case malformedArchive(offset: Int, expected: String)
    /// A member of a zip archive that is stored in a way that is not read.
    case unsupportedMember(String)
    /// A deflated member that cannot be unpacked.
    case malformedDeflate(String)
    /// A deflated member that would take far more memory than it takes in the file.
    case expandsTooFar(byteCount: Int, packed: Int, limit: Int)
    /// A member whose bytes are not those that were packed.
    case checksumMismatch(expected: UInt32, found: UInt32)
    /// JSON that is not written as it must be; the offset counts bytes of the file.
    case malformedJSON(offset: Int, expected: String)
    /// A file that is longer than any of its kind.
    case tooLarge(byteCount: Int, limit: Int)
    /// A key of a configuration with a value that cannot be used, or one that is not known.
    case configuration(key: String, problem: String)
    /// A file, named in an index or found in a folder, that does not lie in the folder.
    case outsideFolder(name: String, problem: String)
    /// A folder without a file of weights.
    case noWeights(expected: [String])
    /// Files that an index names and the folder lacks.
    case missingShards([String])
    /// Tensors that stand in more than one of the files that an index names.
    case repeatedTensors([String])
    /// A file that holds other tensors than the index says.
    case indexMismatch(absent: [String], unlisted: [String])
    /// Tensors that a model needs and the files lack.
    case missingTensors([String])
    /// Tensors that a model has no place for.
    case unreadTensors([String])
    /// A tensor of another shape than the model needs.
    case unexpectedShape(found: [Int], expected: [Int])
    /// A tensor of a type that cannot be a weight.
    case unexpectedType(found: String, expected: String)
  }

  /// The path of the file.
  public let file: String
  /// The tensor concerned, if it is one.
  public let tensor: String?
  /// What is wrong.
  public let reason: Reason

  /// An error about a file, or about a tensor in it.
  public init(file: String, tensor: String? = nil, _ reason: Reason) {
    self.file = file
    self.tensor = tensor
    self.reason = reason
  }
}
