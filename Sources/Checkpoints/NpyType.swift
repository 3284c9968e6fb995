internal import Arrays

/// NumPy's spelling of an element type: byte order, kind, and size in bytes.
struct NpyType {
  var dtype: DType
  /// Whether the most significant byte comes first.
  var isBigEndian = false

  init(_ dtype: DType) { self.dtype = dtype }

  /// The type of a spelling, or why there is none.
  init(_ name: String) throws(Refusal) {
    guard let order = name.first, "<>|".contains(order), let kind = name.dropFirst().first else { throw .malformed }
    let size = String(name.dropFirst(2))
    switch (kind, size) {
    case ("b", "1"): dtype = .bool
    case ("i", "1"): dtype = .int8
    case ("i", "2"): dtype = .int16
    case ("i", "4"): dtype = .int32
    case ("i", "8"): dtype = .int64
    case ("u", "1"): dtype = .uint8
    case ("u", "2"): dtype = .uint16
    case ("u", "4"): dtype = .uint32
    case ("u", "8"): dtype = .uint64
    case ("f", "2"): dtype = .float16
    case ("f", "4"): dtype = .float32
    case ("f", "8"): dtype = .float64
    case ("c", "8"): dtype = .complex64
    case ("c", "16"): dtype = .complex128
    // NumPy's own raw bytes have no byte order; with one the type is that of ml_dtypes.
    case ("V", "2") where order == "<": dtype = .bfloat16
    default: throw Refusal(kind)
    }
    guard order != "|" || dtype.byteCount == 1 else { throw .malformed }
    isBigEndian = order == ">" && dtype.byteCount > 1
  }

  /// The spelling, in the byte order of the host, which XLA supports only as little-endian.
  var name: String {
    switch dtype {
    case .bool: "|b1"
    case .int8: "|i1"
    case .int16: "<i2"
    case .int32: "<i4"
    case .int64: "<i8"
    case .uint8: "|u1"
    case .uint16: "<u2"
    case .uint32: "<u4"
    case .uint64: "<u8"
    case .bfloat16: "<V2"
    case .float16: "<f2"
    case .float32: "<f4"
    case .float64: "<f8"
    case .complex64: "<c8"
    case .complex128: "<c16"
    }
  }

  /// Why a type is not read.
  enum Refusal: String, Error {
    case malformed = "It is no type of NumPy's."
    case object = "Python objects are stored as pickles, which can run any code. Save arrays of numbers."
    case text = "Texts are no arrays of numbers."
    case time = "Save dates and durations as integers, with array.astype('int64')."
    case raw = "Raw bytes say nothing about their numbers. Save them with array.view(dtype)."
    case size = "There are no numbers of this size. Convert the array with astype."

    init(_ kind: Character) {
      self =
        switch kind {
        case "O": .object
        case "U", "S", "a", "T": .text
        case "M", "m": .time
        case "V": .raw
        case "b", "i", "u", "f", "c": .size
        default: .malformed
        }
    }
  }
}
