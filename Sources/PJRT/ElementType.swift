/// The type of an array's elements, numbered as in the PJRT API.
public enum ElementType: UInt32, Hashable, Sendable, CaseIterable {
  /// A truth value.
  case pred = 1
  /// A signed integer of 8 bits.
  case s8 = 2
  /// A signed integer of 16 bits.
  case s16 = 3
  /// A signed integer of 32 bits.
  case s32 = 4
  /// A signed integer of 64 bits.
  case s64 = 5
  /// An unsigned integer of 8 bits.
  case u8 = 6
  /// An unsigned integer of 16 bits.
  case u16 = 7
  /// An unsigned integer of 32 bits.
  case u32 = 8
  /// An unsigned integer of 64 bits.
  case u64 = 9
  /// IEEE 754 binary16.
  case f16 = 10
  /// IEEE 754 binary32.
  case f32 = 11
  /// IEEE 754 binary64.
  case f64 = 12
  /// The upper half of a binary32.
  case bf16 = 13
  /// A complex number of two `f32`.
  case c64 = 14
  /// A complex number of two `f64`.
  case c128 = 15
  /// 8 bits: 5 of exponent, 2 of mantissa, with infinities.
  case f8e5m2 = 16
  /// 8 bits: 4 of exponent, 3 of mantissa, finite with NaN.
  case f8e4m3fn = 17
  /// 8 bits: 4 of exponent with bias 11, 3 of mantissa, finite with NaN and one zero.
  case f8e4m3b11fnuz = 18
  /// 8 bits: 5 of exponent, 2 of mantissa, finite with NaN and one zero.
  case f8e5m2fnuz = 19
  /// 8 bits: 4 of exponent, 3 of mantissa, finite with NaN and one zero.
  case f8e4m3fnuz = 20
  /// A signed integer of 4 bits.
  case s4 = 21
  /// An unsigned integer of 4 bits.
  case u4 = 22
  /// No data: an order between operations.
  case token = 23
  /// A signed integer of 2 bits.
  case s2 = 24
  /// An unsigned integer of 2 bits.
  case u2 = 25
  /// 8 bits: 4 of exponent, 3 of mantissa, with infinities.
  case f8e4m3 = 26
  /// 8 bits: 3 of exponent, 4 of mantissa, with infinities.
  case f8e3m4 = 27
  /// 8 bits of exponent: a power of two without sign.
  case f8e8m0fnu = 28
  /// 4 bits: 2 of exponent, 1 of mantissa, finite.
  case f4e2m1fn = 29

  /// The bits that carry one element's value.
  public var bitWidth: Int {
    switch self {
    case .token: 0
    case .s2, .u2: 2
    case .s4, .u4, .f4e2m1fn: 4
    case .pred, .s8, .u8, .f8e5m2, .f8e4m3fn, .f8e4m3b11fnuz, .f8e5m2fnuz, .f8e4m3fnuz, .f8e4m3, .f8e3m4, .f8e8m0fnu:
      8
    case .s16, .u16, .f16, .bf16: 16
    case .s32, .u32, .f32: 32
    case .s64, .u64, .f64, .c64: 64
    case .c128: 128
    }
  }

  /// The bytes that one element takes in host memory, where elements narrower than a byte take a whole one.
  ///
  /// Only the low bits of such a byte count, and arrays come back with the others zero: the sign of an `s4` or `s2` is
  /// not extended.
  public var hostByteWidth: Int { (bitWidth + 7) / 8 }

  /// The bytes of a dense array in host memory, or nil for negative or overflowing dimensions.
  func hostByteCount(_ dimensions: [Int]) -> Int? {
    guard dimensions.allSatisfy({ $0 >= 0 }) else { return nil }
    if dimensions.contains(0) { return 0 }
    var count = hostByteWidth
    for size in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }
}
