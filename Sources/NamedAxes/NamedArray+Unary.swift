public import Arrays

extension NamedArray {
  /// A function of arrays that works on each element by itself, applied to the data.
  ///
  /// - Parameter function: must keep the shape.
  public func mapElements(_ function: (NDArray) throws -> NDArray) throws -> NamedArray {
    let result = try function(data)
    guard result.shape == data.shape else {
      throw ArrayError.shape(
        operation: "mapElements", expected: "a result of the operand's shape \(data.shape)", found: [result.shape])
    }
    return NamedArray(uncheckedData: result, axes: axes)
  }

  /// The elements converted to another type.
  public func astype(_ dtype: DType) throws -> NamedArray {
    NamedArray(uncheckedData: try data.astype(dtype), axes: axes)
  }

  /// E to the power of each element.
  public func exp() throws -> NamedArray { NamedArray(uncheckedData: try data.exp(), axes: axes) }
  /// E to the power of each element, less one.
  public func expm1() throws -> NamedArray { NamedArray(uncheckedData: try data.expm1(), axes: axes) }
  /// The natural logarithm of each element.
  public func log() throws -> NamedArray { NamedArray(uncheckedData: try data.log(), axes: axes) }
  /// The natural logarithm of one plus each element.
  public func log1p() throws -> NamedArray { NamedArray(uncheckedData: try data.log1p(), axes: axes) }
  /// The square root of each element.
  public func sqrt() throws -> NamedArray { NamedArray(uncheckedData: try data.sqrt(), axes: axes) }
  /// One over the square root of each element.
  public func rsqrt() throws -> NamedArray { NamedArray(uncheckedData: try data.rsqrt(), axes: axes) }
  /// The absolute value of each element.
  public func abs() throws -> NamedArray { NamedArray(uncheckedData: try data.abs(), axes: axes) }
  /// The sign of each element.
  public func sign() throws -> NamedArray { NamedArray(uncheckedData: try data.sign(), axes: axes) }
  /// The sine of each element.
  public func sin() throws -> NamedArray { NamedArray(uncheckedData: try data.sin(), axes: axes) }
  /// The cosine of each element.
  public func cos() throws -> NamedArray { NamedArray(uncheckedData: try data.cos(), axes: axes) }
  /// The hyperbolic tangent of each element.
  public func tanh() throws -> NamedArray { NamedArray(uncheckedData: try data.tanh(), axes: axes) }
  /// The logistic function of each element.
  public func sigmoid() throws -> NamedArray { NamedArray(uncheckedData: try data.sigmoid(), axes: axes) }
  /// The error function of each element.
  public func erf() throws -> NamedArray { NamedArray(uncheckedData: try data.erf(), axes: axes) }
  /// Each element rounded down.
  public func floor() throws -> NamedArray { NamedArray(uncheckedData: try data.floor(), axes: axes) }
  /// Each element rounded up.
  public func ceil() throws -> NamedArray { NamedArray(uncheckedData: try data.ceil(), axes: axes) }
  /// Each element rounded to the nearest integer, ties to even.
  public func round() throws -> NamedArray { NamedArray(uncheckedData: try data.round(), axes: axes) }
  /// The logical negation of booleans, the bitwise one of integers.
  public func logicalNot() throws -> NamedArray { NamedArray(uncheckedData: try data.logicalNot(), axes: axes) }
  /// Whether each element is NaN.
  public func isNaN() throws -> NamedArray { NamedArray(uncheckedData: try data.isNaN(), axes: axes) }
  /// Whether each element is neither infinite nor NaN.
  public func isFinite() throws -> NamedArray { NamedArray(uncheckedData: try data.isFinite(), axes: axes) }
  /// The square of each element.
  public func squared() throws -> NamedArray { NamedArray(uncheckedData: try data.squared(), axes: axes) }
  /// One over each element.
  public func reciprocal() throws -> NamedArray { NamedArray(uncheckedData: try data.reciprocal(), axes: axes) }
}
