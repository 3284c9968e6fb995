internal import Arrays

// Angles: each works on each element by itself and throws what the function of ``NDArray`` of its name throws.

extension NamedArray {
  /// The sine of each element.
  public func sin() throws -> NamedArray { try each { try $0.sin() } }
  /// The cosine of each element.
  public func cos() throws -> NamedArray { try each { try $0.cos() } }
  /// The tangent of each element.
  public func tan() throws -> NamedArray { try each { try $0.tan() } }
  /// The inverse sine of each element.
  public func asin() throws -> NamedArray { try each { try $0.asin() } }
  /// The inverse cosine of each element.
  public func acos() throws -> NamedArray { try each { try $0.acos() } }
  /// The inverse tangent of each element.
  public func atan() throws -> NamedArray { try each { try $0.atan() } }
  /// The hyperbolic sine of each element.
  public func sinh() throws -> NamedArray { try each { try $0.sinh() } }
  /// The hyperbolic cosine of each element.
  public func cosh() throws -> NamedArray { try each { try $0.cosh() } }
  /// The hyperbolic tangent of each element.
  public func tanh() throws -> NamedArray { try each { try $0.tanh() } }
  /// The inverse hyperbolic sine of each element.
  public func asinh() throws -> NamedArray { try each { try $0.asinh() } }
  /// The inverse hyperbolic cosine of each element.
  public func acosh() throws -> NamedArray { try each { try $0.acosh() } }
  /// The inverse hyperbolic tangent of each element.
  public func atanh() throws -> NamedArray { try each { try $0.atanh() } }
  /// The sine of π times each element over that, 1 at 0.
  public func sinc() throws -> NamedArray { try each { try $0.sinc() } }
  /// Degrees as radians.
  public func deg2rad() throws -> NamedArray { try each { try $0.deg2rad() } }
  /// Radians as degrees.
  public func rad2deg() throws -> NamedArray { try each { try $0.rad2deg() } }
}
