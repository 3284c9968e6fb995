internal import Arrays

// Exponentials and logarithms: each works on each element by itself and throws what the function of ``NDArray`` of its name throws.

extension NamedArray {
  /// E to the power of each element.
  public func exp() throws -> NamedArray { try each { try $0.exp() } }
  /// Two to the power of each element.
  public func exp2() throws -> NamedArray { try each { try $0.exp2() } }
  /// E to the power of each element, less one.
  public func expm1() throws -> NamedArray { try each { try $0.expm1() } }
  /// The natural logarithm of each element.
  public func log() throws -> NamedArray { try each { try $0.log() } }
  /// The logarithm to base two of each element.
  public func log2() throws -> NamedArray { try each { try $0.log2() } }
  /// The logarithm to base ten of each element.
  public func log10() throws -> NamedArray { try each { try $0.log10() } }
  /// The natural logarithm of one plus each element.
  public func log1p() throws -> NamedArray { try each { try $0.log1p() } }
  /// The logarithm of the odds, the inverse of the logistic function.
  public func logit() throws -> NamedArray { try each { try $0.logit() } }
  /// The square root of each element.
  public func sqrt() throws -> NamedArray { try each { try $0.sqrt() } }
  /// One over the square root of each element.
  public func rsqrt() throws -> NamedArray { try each { try $0.rsqrt() } }
  /// The cube root of each element.
  public func cbrt() throws -> NamedArray { try each { try $0.cbrt() } }
  /// The square of each element.
  public func squared() throws -> NamedArray { try each { try $0.squared() } }
  /// One over each element.
  public func reciprocal() throws -> NamedArray { try each { try $0.reciprocal() } }
}
