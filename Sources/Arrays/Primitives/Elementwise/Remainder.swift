/// The remainder of division cut off towards zero, with the sign of x; d/dx = 1, d/dy = −trunc(x/y).
struct Remainder: BinaryPrimitive {
  static let name = "remainder"
  static let operation: StaticString = "remainder"
  static let domain = Domain.real

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? { tangent }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    let quotient = try x / y
    return try -(tangent * (quotient.sign() * quotient.abs().floor()))
  }
}

extension NDArray {
  /// The remainder of floored division, with the sign of the divisor, as `%` in Python and NumPy.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public static func % (left: NDArray, right: NDArray) throws -> NDArray {
    try FlooredRemainder().broadcasting(left, right)
  }

  /// The remainder of division cut off towards zero, with the sign of the dividend, as `fmod` in C.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func truncatedRemainder(dividingBy divisor: NDArray) throws -> NDArray {
    try TruncatedRemainder().broadcasting(self, divisor)
  }

  /// The quotient rounded down, as `//` in Python and NumPy.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func floorDivided(by divisor: NDArray) throws -> NDArray {
    try FlooredQuotient().broadcasting(self, divisor)
  }
}

/// x − y·⌊x/y⌋, built from the truncated remainder; integers by zero give zero.
struct FlooredRemainder: Operation {
  static let operationName = "remainder"

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (x, y) = (operands[0], try operands[1].withoutIntegerZeros())
    let remainder = try Remainder()(x, y)
    let zero = try NDArray.full(x.shape, 0, dtype: x.dtype)
    let crossesZero = try remainder.less(zero).notEqual(y.less(zero)).logicalAnd(remainder.notEqual(zero))
    return [try NDArray.where(crossesZero, remainder + y, remainder)]
  }
}

/// x − y·trunc(x/y); integers by zero give zero.
struct TruncatedRemainder: Operation {
  static let operationName = "remainder"

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    [try Remainder()(operands[0], operands[1].withoutIntegerZeros())]
  }
}

extension NDArray {
  /// The array with integers that are zero replaced by one, as divisors for a remainder.
  fileprivate func withoutIntegerZeros() throws -> NDArray {
    guard dtype.isInteger else { return self }
    let zero = try NDArray.full(shape, 0, dtype: dtype)
    return try NDArray.where(equal(zero), NDArray.full(shape, 1, dtype: dtype), self)
  }
}

/// ⌊x/y⌋; for floats computed from the remainder, so that rounding cannot push it past an integer.
struct FlooredQuotient: Operation {
  static let operationName = "floorDivided"

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (x, y) = (operands[0], operands[1])
    let zero = try NDArray.full(x.shape, 0, dtype: x.dtype)
    if x.dtype.isInteger {
      let quotient = try Divide()(x, y)
      guard x.dtype.category == .signed else { return [quotient] }
      let isInexact = try x.sign().notEqual(y.sign()).logicalAnd(Remainder()(x, y).notEqual(zero))
      return [try NDArray.where(isInexact, quotient - 1, quotient)]
    }
    let remainder = try Remainder()(x, y)
    // Division by zero keeps IEEE's answer, of which the remainder, a NaN, knows nothing.
    let quotient = try NDArray.where(y.equal(zero), x, x - remainder) / y
    let isBelow = try remainder.notEqual(zero).logicalAnd(remainder.sign().notEqual(y.sign()))
    return [try NDArray.where(isBelow, quotient - 1, quotient).round()]
  }
}
