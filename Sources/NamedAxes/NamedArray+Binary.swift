internal import Arrays

// Each of these matches axes by name, broadcasts positional ones, and throws
// ``NamedAxisError/sizes(operation:names:shapes:)`` or ``NamedAxisError/positionalShapes(operation:shapes:)`` where that fails.

extension NamedArray {
  /// Each element to the power of the exponent.
  public func power(_ exponent: NamedArray) throws -> NamedArray { try pair("power", exponent) { try $0.power($1) } }
  /// Each element to the power of the exponent, in floating point.
  public func floatPower(_ exponent: NamedArray) throws -> NamedArray {
    try pair("floatPower", exponent) { try $0.floatPower($1) }
  }
  /// The quotient rounded down.
  public func floorDivided(by divisor: NamedArray) throws -> NamedArray {
    try pair("floorDivided", divisor) { try $0.floorDivided(by: $1) }
  }
  /// The remainder of the sign of the element.
  public func truncatedRemainder(dividingBy divisor: NamedArray) throws -> NamedArray {
    try pair("truncatedRemainder", divisor) { try $0.truncatedRemainder(dividingBy: $1) }
  }
  /// The greater of elements, NaN where one is NaN.
  public func maximum(_ other: NamedArray) throws -> NamedArray { try pair("maximum", other) { try $0.maximum($1) } }
  /// The lesser of elements, NaN where one is NaN.
  public func minimum(_ other: NamedArray) throws -> NamedArray { try pair("minimum", other) { try $0.minimum($1) } }
  /// The greater of elements, the other one where one is NaN.
  public func fmax(_ other: NamedArray) throws -> NamedArray { try pair("fmax", other) { try $0.fmax($1) } }
  /// The lesser of elements, the other one where one is NaN.
  public func fmin(_ other: NamedArray) throws -> NamedArray { try pair("fmin", other) { try $0.fmin($1) } }
  /// The angle of the point whose ordinate is the element.
  public func atan2(_ x: NamedArray) throws -> NamedArray { try pair("atan2", x) { try $0.atan2($1) } }
  /// The length of the hypotenuse over two legs.
  public func hypot(_ other: NamedArray) throws -> NamedArray { try pair("hypot", other) { try $0.hypot($1) } }
  /// The logarithm of the sum of e to the powers of elements.
  public func logAddExp(_ other: NamedArray) throws -> NamedArray {
    try pair("logAddExp", other) { try $0.logAddExp($1) }
  }
  /// The next number that can be represented, towards the other.
  public func nextAfter(_ other: NamedArray) throws -> NamedArray {
    try pair("nextAfter", other) { try $0.nextAfter($1) }
  }
  /// Each element times two to the power of an integer.
  public func ldexp(_ exponent: NamedArray) throws -> NamedArray { try pair("ldexp", exponent) { try $0.ldexp($1) } }
  /// The greatest common divisor of integers.
  public func gcd(_ other: NamedArray) throws -> NamedArray { try pair("gcd", other) { try $0.gcd($1) } }
  /// The least common multiple of integers.
  public func lcm(_ other: NamedArray) throws -> NamedArray { try pair("lcm", other) { try $0.lcm($1) } }
  /// Each element times the logarithm of the other, 0 where it is 0.
  public func xlogy(_ y: NamedArray) throws -> NamedArray { try pair("xlogy", y) { try $0.xlogy($1) } }
  /// Each element times the logarithm of one plus the other, 0 where it is 0.
  public func xlog1py(_ y: NamedArray) throws -> NamedArray { try pair("xlog1py", y) { try $0.xlog1py($1) } }
  /// The beta function.
  public func beta(_ other: NamedArray) throws -> NamedArray { try pair("beta", other) { try $0.beta($1) } }
  /// The logarithm of the beta function.
  public func betaln(_ other: NamedArray) throws -> NamedArray { try pair("betaln", other) { try $0.betaln($1) } }
  /// The regularized lower incomplete gamma function.
  public func gammainc(_ x: NamedArray) throws -> NamedArray { try pair("gammainc", x) { try $0.gammainc($1) } }
  /// The regularized upper incomplete gamma function.
  public func gammaincc(_ x: NamedArray) throws -> NamedArray { try pair("gammaincc", x) { try $0.gammaincc($1) } }
  /// The Hurwitz zeta function.
  public func zeta(_ q: NamedArray) throws -> NamedArray { try pair("zeta", q) { try $0.zeta($1) } }

  /// The quotient rounded down, and the remainder that it leaves.
  public func divmod(_ divisor: NamedArray) throws -> (quotient: NamedArray, remainder: NamedArray) {
    (try floorDivided(by: divisor), try self % divisor)
  }

  /// Each element, or a bound where it lies beyond it.
  public func clipped(from low: NamedArray? = nil, to high: NamedArray? = nil) throws -> NamedArray {
    let raised = try low.map { try maximum($0) } ?? self
    return try high.map { try raised.minimum($0) } ?? raised
  }
}

extension NamedArray {
  /// An elementwise function of two arrays by its name, matched by the names of axes.
  func pair(
    _ function: String, _ other: NamedArray, _ body: @escaping @Sendable (NDArray, NDArray) throws -> NDArray
  ) throws -> NamedArray {
    try NamedArray.elementwise(function, [self, other]) { try body($0[0], $0[1]) }
  }
}
