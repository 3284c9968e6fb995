internal import PJRT
internal import StableHLO

/// The type of the elements of an array.
public enum DType: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// A truth value, of one byte.
  case bool
  /// A signed integer of so many bits.
  case int8, int16, int32, int64
  /// An unsigned integer of so many bits.
  case uint8, uint16, uint32, uint64
  /// The upper half of a `float32`.
  case bfloat16
  /// An IEEE 754 floating point number of so many bits.
  case float16, float32, float64
  /// A complex number of so many bits: two floating point numbers of half as many.
  case complex64, complex128

  /// The name, as in NumPy: `float32`.
  public var description: String { rawValue }

  /// What kind of number the elements are.
  public enum Category: Hashable, Sendable {
    /// Truth values.
    case boolean
    /// Signed integers.
    case signed
    /// Unsigned integers.
    case unsigned
    /// Floating point numbers.
    case floating
    /// Complex numbers.
    case complex
  }

  /// What kind of number the elements are.
  public var category: Category {
    switch self {
    case .bool: .boolean
    case .int8, .int16, .int32, .int64: .signed
    case .uint8, .uint16, .uint32, .uint64: .unsigned
    case .bfloat16, .float16, .float32, .float64: .floating
    case .complex64, .complex128: .complex
    }
  }

  /// Whether elements are floating point numbers.
  public var isFloating: Bool { category == .floating }

  /// Whether elements are complex numbers.
  public var isComplex: Bool { category == .complex }

  /// Whether elements are floating point or complex numbers, and so have derivatives.
  public var isInexact: Bool { isFloating || isComplex }

  /// The type of the real and imaginary parts of complex numbers; other types are their own.
  public var component: DType {
    switch self {
    case .complex64: .float32
    case .complex128: .float64
    default: self
    }
  }

  /// Whether elements are integers, signed or not.
  public var isInteger: Bool { category == .signed || category == .unsigned }

  /// The size of one element in bytes.
  public var byteCount: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .bfloat16, .float16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64, .complex64: 8
    case .complex128: 16
    }
  }

  /// The size of one element in bits; booleans count eight.
  public var bitCount: Int { byteCount * 8 }
}

extension DType {
  /// The type in StableHLO text.
  var element: StableHLO.ElementType {
    switch self {
    case .bool: .bool
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .int64: .int64
    case .uint8: .uint8
    case .uint16: .uint16
    case .uint32: .uint32
    case .uint64: .uint64
    case .bfloat16: .bfloat16
    case .float16: .float16
    case .float32: .float32
    case .float64: .float64
    case .complex64: .complex64
    case .complex128: .complex128
    }
  }

  /// The unsigned integer type of the same width.
  var bits: DType {
    switch byteCount {
    case 1: .uint8
    case 2: .uint16
    case 4: .uint32
    default: .uint64
    }
  }
}
