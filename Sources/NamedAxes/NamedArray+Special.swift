internal import Arrays

// Special functions: each works on each element by itself and throws what the function of ``NDArray`` of its name throws.

extension NamedArray {
  /// The error function of each element.
  public func erf() throws -> NamedArray { try each { try $0.erf() } }
  /// One less the error function of each element.
  public func erfc() throws -> NamedArray { try each { try $0.erfc() } }
  /// The inverse error function of each element.
  public func erfInv() throws -> NamedArray { try each { try $0.erfInv() } }
  /// The gamma function of each element.
  public func gamma() throws -> NamedArray { try each { try $0.gamma() } }
  /// The logarithm of the absolute value of the gamma function.
  public func lgamma() throws -> NamedArray { try each { try $0.lgamma() } }
  /// The derivative of the logarithm of the gamma function.
  public func digamma() throws -> NamedArray { try each { try $0.digamma() } }
  /// The entropy -x log x of each element.
  public func entr() throws -> NamedArray { try each { try $0.entr() } }
  /// The distribution function of the standard normal distribution.
  public func ndtr() throws -> NamedArray { try each { try $0.ndtr() } }
  /// The logarithm of that distribution function.
  public func logNdtr() throws -> NamedArray { try each { try $0.logNdtr() } }
  /// The inverse of that distribution function.
  public func ndtri() throws -> NamedArray { try each { try $0.ndtri() } }
  /// The modified Bessel function of order zero.
  public func i0() throws -> NamedArray { try each { try $0.i0() } }
  /// The modified Bessel function of order zero, scaled by e to the power of -|x|.
  public func i0e() throws -> NamedArray { try each { try $0.i0e() } }
  /// The modified Bessel function of order one.
  public func i1() throws -> NamedArray { try each { try $0.i1() } }
  /// The modified Bessel function of order one, scaled by e to the power of -|x|.
  public func i1e() throws -> NamedArray { try each { try $0.i1e() } }
  /// The derivative of an order of the digamma function.
  public func polygamma(_ order: Int) throws -> NamedArray { try each { try $0.polygamma(order) } }
}
