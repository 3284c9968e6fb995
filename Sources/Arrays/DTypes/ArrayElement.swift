/// A Swift type that is the element type of arrays, bit for bit.
public protocol ArrayElement: Sendable, Equatable {
  /// The element type of arrays that hold such values.
  static var dtype: DType { get }
}

extension Bool: ArrayElement {
  /// Booleans, one byte each.
  public static var dtype: DType { .bool }
}
extension Int8: ArrayElement {
  /// Signed integers of 8 bits.
  public static var dtype: DType { .int8 }
}
extension Int16: ArrayElement {
  /// Signed integers of 16 bits.
  public static var dtype: DType { .int16 }
}
extension Int32: ArrayElement {
  /// Signed integers of 32 bits.
  public static var dtype: DType { .int32 }
}
extension Int64: ArrayElement {
  /// Signed integers of 64 bits.
  public static var dtype: DType { .int64 }
}
extension UInt8: ArrayElement {
  /// Unsigned integers of 8 bits.
  public static var dtype: DType { .uint8 }
}
extension UInt16: ArrayElement {
  /// Unsigned integers of 16 bits.
  public static var dtype: DType { .uint16 }
}
extension UInt32: ArrayElement {
  /// Unsigned integers of 32 bits.
  public static var dtype: DType { .uint32 }
}
extension UInt64: ArrayElement {
  /// Unsigned integers of 64 bits.
  public static var dtype: DType { .uint64 }
}
extension BFloat16: ArrayElement {
  /// Brain floating point numbers of 16 bits.
  public static var dtype: DType { .bfloat16 }
}
extension Float16: ArrayElement {
  /// Half-precision floating point numbers.
  public static var dtype: DType { .float16 }
}
extension Float: ArrayElement {
  /// Single-precision floating point numbers.
  public static var dtype: DType { .float32 }
}
extension Double: ArrayElement {
  /// Double-precision floating point numbers.
  public static var dtype: DType { .float64 }
}
