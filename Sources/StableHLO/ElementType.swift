/// The element type of a tensor, spelled as in StableHLO text.
public enum ElementType: String, Hashable, Sendable, CaseIterable {
  case bool = "i1"
  case int8 = "i8"
  case int16 = "i16"
  case int32 = "i32"
  case int64 = "i64"
  case uint8 = "ui8"
  case uint16 = "ui16"
  case uint32 = "ui32"
  case uint64 = "ui64"
  case float16 = "f16"
  case bfloat16 = "bf16"
  case float32 = "f32"
  case float64 = "f64"
  case complex64 = "complex<f32>"
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
