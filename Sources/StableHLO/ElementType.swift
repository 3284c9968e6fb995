/// The element type of a tensor, spelled as in StableHLO text.
public enum ElementType: String, Hashable, Sendable, CaseIterable {
  /// A truth value.
  case bool = "i1"
  /// A signed integer of 8 bits.
  case int8 = "i8"
  /// A signed integer of 16 bits.
  case int16 = "i16"
  /// A signed integer of 32 bits.
  case int32 = "i32"
  /// A signed integer of 64 bits.
  case int64 = "i64"
  /// An unsigned integer of 8 bits.
  case uint8 = "ui8"
  /// An unsigned integer of 16 bits.
  case uint16 = "ui16"
  /// An unsigned integer of 32 bits.
  case uint32 = "ui32"
  /// An unsigned integer of 64 bits.
  case uint64 = "ui64"
  /// IEEE 754 binary16.
  case float16 = "f16"
  /// The upper half of a binary32.
  case bfloat16 = "bf16"
  /// IEEE 754 binary32.
  case float32 = "f32"
  /// IEEE 754 binary64.
  case float64 = "f64"
  /// A complex number of two `float32`.
  case complex64 = "complex<f32>"
  /// A complex number of two `float64`.
  case complex128 = "complex<f64>"

  /// Whether elements are floating point numbers.
  public var isFloating: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: true
    default: false
    }
  }

  /// How `stablehlo.compare` compares elements of this type.
  var comparison: ComparisonType {
    switch self {
    case .float16, .bfloat16, .float32, .float64, .complex64, .complex128: .float
    case .int8, .int16, .int32, .int64: .signed
    case .bool, .uint8, .uint16, .uint32, .uint64: .unsigned
    }
  }

  enum ComparisonType: String {
    case float = "FLOAT"
    case signed = "SIGNED"
    case unsigned = "UNSIGNED"
  }
}
