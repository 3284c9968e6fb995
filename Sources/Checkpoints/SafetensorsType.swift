internal import Arrays

/// The element types of safetensors files that arrays can hold, by their names in the header.
enum SafetensorsType: String, CaseIterable {
  case f64 = "F64"
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case i64 = "I64"
  case i32 = "I32"
  case i16 = "I16"
  case i8 = "I8"
  case u64 = "U64"
  case u32 = "U32"
  case u16 = "U16"
  case u8 = "U8"
  case bool = "BOOL"

  /// The type of a dtype; `nil` for complex numbers, which such files do not hold.
  init?(_ dtype: DType) {
    guard let type = Self.allCases.first(where: { $0.dtype == dtype }) else { return nil }
    self = type
  }

  var dtype: DType {
    switch self {
    case .f64: .float64
    case .f32: .float32
    case .f16: .float16
    case .bf16: .bfloat16
    case .i64: .int64
    case .i32: .int32
    case .i16: .int16
    case .i8: .int8
    case .u64: .uint64
    case .u32: .uint32
    case .u16: .uint16
    case .u8: .uint8
    case .bool: .bool
    }
  }
}
