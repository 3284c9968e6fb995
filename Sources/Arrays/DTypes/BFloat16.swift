/// A floating point number with eight bits of exponent and seven of mantissa: the upper half of a `Float`.
public struct BFloat16: Hashable, Sendable, CustomStringConvertible, ExpressibleByFloatLiteral {
  /// The sixteen bits of the number.
  public var bitPattern: UInt16

  /// A number from its bits.
  public init(bitPattern: UInt16) {
    self.bitPattern = bitPattern
  }

  /// The nearest number to a `Float`, ties to even; a NaN stays a NaN.
  public init(_ value: Float) {
    let bits = value.bitPattern
    if value.isNaN {
      bitPattern = UInt16(bits >> 16) | 0x0040
    } else {
      let rounding: UInt32 = 0x7FFF + ((bits >> 16) & 1)
      bitPattern = UInt16((bits &+ rounding) >> 16)
    }
  }

  /// A number from a literal.
  public init(floatLiteral value: Float) {
    self.init(value)
  }

  /// The same value as a `Float`, exactly.
  public var float: Float { Float(bitPattern: UInt32(bitPattern) << 16) }

  /// The value in decimal.
  public var description: String { "\(float)" }
}
