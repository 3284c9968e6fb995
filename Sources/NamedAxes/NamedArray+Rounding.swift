internal import Arrays

// Rounding, signs and bits: each works on each element by itself and throws what the function of ``NDArray`` of its name throws.

extension NamedArray {
  /// The absolute value of each element.
  public func abs() throws -> NamedArray { try each { try $0.abs() } }
  /// The sign of each element.
  public func sign() throws -> NamedArray { try each { try $0.sign() } }
  /// Whether the sign bit of each element is set.
  public func signBit() throws -> NamedArray { try each { try $0.signBit() } }
  /// Each element rounded down.
  public func floor() throws -> NamedArray { try each { try $0.floor() } }
  /// Each element rounded up.
  public func ceil() throws -> NamedArray { try each { try $0.ceil() } }
  /// Each element rounded to the nearest integer, ties to even.
  public func round() throws -> NamedArray { try each { try $0.round() } }
  /// Each element rounded towards zero.
  public func truncated() throws -> NamedArray { try each { try $0.truncated() } }
  /// Whether each element is NaN.
  public func isNaN() throws -> NamedArray { try each { try $0.isNaN() } }
  /// Whether each element is neither infinite nor NaN.
  public func isFinite() throws -> NamedArray { try each { try $0.isFinite() } }
  /// Whether each element is infinite.
  public func isInfinite() throws -> NamedArray { try each { try $0.isInfinite() } }
  /// Whether each element is positive infinity.
  public func isPositiveInfinity() throws -> NamedArray { try each { try $0.isPositiveInfinity() } }
  /// Whether each element is negative infinity.
  public func isNegativeInfinity() throws -> NamedArray { try each { try $0.isNegativeInfinity() } }
  /// The logical negation of booleans, the bitwise one of integers.
  public func logicalNot() throws -> NamedArray { try each { try $0.logicalNot() } }
  /// The number of bits that are set in each integer.
  public func populationCount() throws -> NamedArray { try each { try $0.populationCount() } }
  /// The number of leading zero bits of each integer.
  public func countLeadingZeros() throws -> NamedArray { try each { try $0.countLeadingZeros() } }
  /// The real part of each element.
  public func real() throws -> NamedArray { try each { try $0.real() } }
  /// The imaginary part of each element.
  public func imag() throws -> NamedArray { try each { try $0.imag() } }
  /// The complex conjugate of each element.
  public func conjugate() throws -> NamedArray { try each { try $0.conjugate() } }
  /// The angle of each complex number.
  public func angle() throws -> NamedArray { try each { try $0.angle() } }
  /// The same elements, taken as constants by derivatives.
  public func stopGradient() throws -> NamedArray { try each { try $0.stopGradient() } }
  /// The elements with NaN and infinities replaced, by default by zero and the extremes of the dtype.
  public func nanToNum(
    nan: Double = 0, positiveInfinity: Double? = nil, negativeInfinity: Double? = nil
  ) throws -> NamedArray {
    try each { try $0.nanToNum(nan: nan, positiveInfinity: positiveInfinity, negativeInfinity: negativeInfinity) }
  }
}
