internal import Arrays

/// The header of an npy file: what array follows, and in which order.
///
/// Source: NumPy's enhancement proposal 1, "A simple file format for NumPy arrays", and `numpy.lib.format`: six bytes
/// of magic, two of version, two or four of length, a Python dictionary padded to a multiple of 64 bytes, the elements.
struct NpyHeader {
  static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

  /// What is accepted, so that no file can take memory or time without bound.
  enum Limit {
    /// A header of as many axes as NumPy allows has fewer bytes.
    static let headerBytes = 1 << 16
    /// As many axes as NumPy allows.
    static let axes = 64
    /// As many elements as an array may have.
    static let elements = 1 << 48
  }

  /// The shape and the element type of the array.
  var type: ArrayType
  /// Whether the first axis varies fastest.
  var isFortranOrder = false
  /// Whether the bytes of each element are in the order that the host does not use.
  var isByteSwapped = false

  /// Whether the elements lie as arrays do.
  var isInHostOrder: Bool { !isByteSwapped && (!isFortranOrder || type.rank <= 1) }

  /// The header and its padding, as NumPy writes them.
  func encoded() -> [UInt8] {
    let sizes = type.shape.map(String.init)
    let shape = sizes.count == 1 ? "(\(sizes[0]),)" : "(\(sizes.joined(separator: ", ")))"
    var text = "{'descr': '\(NpyType(type.dtype).name)', 'fortran_order': False, 'shape': \(shape), }"
    // Room for the first axis to grow to any size, so that a writer can append without moving the data.
    if let first = sizes.first { text += String(repeating: " ", count: max(21 - first.count, 0)) }
    let start = Self.magic.count + 4
    let padding = 64 - (start + text.utf8.count + 1) % 64
    text += String(repeating: " ", count: padding) + "\n"
    let length = withUnsafeBytes(of: UInt16(truncatingIfNeeded: text.utf8.count).littleEndian) { Array($0) }
    return Self.magic + [1, 0] + length + Array(text.utf8)
  }
}

/// Where an npy header and array stand, for errors.
struct NpyPlace {
  var file: String
  /// The name of the array in an archive.
  var member: String?

  func error(_ reason: CheckpointError.Reason) -> CheckpointError {
    CheckpointError(file: file, tensor: member, reason)
  }

  /// Refuses bytes of booleans that are neither 0 nor 1.
  func requireBooleans(_ bytes: UnsafeRawBufferPointer, _ dtype: DType) throws {
    if dtype == .bool, let offset = bytes.firstIndex(where: { $0 > 1 }) {
      throw error(.notBoolean(offset: offset, byte: bytes[offset]))
    }
  }
}
