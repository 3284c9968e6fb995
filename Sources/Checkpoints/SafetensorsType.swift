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

  init(_ dtype: DType) {
    self =
      switch dtype {
      case .float64: .f64
      case .float32: .f32
      case .float16: .f16
      case .bfloat16: .bf16
      case .int64: .i64
      case .int32: .i32
      case .int16: .i16
      case .int8: .i8
      case .uint64: .u64
      case .uint32: .u32
      case .uint16: .u16
      case .uint8: .u8
      case .bool: .bool
      }
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
