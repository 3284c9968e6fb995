/// The number between one half and one, with the sign of x, that times a power of two gives x; derivative 2^(−exponent).
struct Mantissa: ComposedPrimitive, UnaryPrimitive {
  static let name = "mantissa"
  static let domain = Domain.floating

  func value(_ operands: [NDArray]) throws -> NDArray {
    let x = operands[0]
    let (scaled, _) = try x.normalized()
    let (width, bias) = (x.dtype.mantissaBitCount, x.dtype.exponentBias)
    let field = 2 * bias + 1
    let bits = try scaled.bitcast(to: x.dtype.bits)
    // A mask with the exponent's field as zeros, then the exponent of one half in its place.
    let cleared = try bits.logicalAnd(
      NDArray.full(like: bits, .integer(field << width)).logicalNot())
    let halved = try cleared.logicalOr(NDArray.full(like: bits, .integer((bias - 1) << width)))
    let isPlain = try x.isFinite().logicalAnd(x.notEqual(0))
    return try NDArray.where(isPlain, halved.bitcast(to: x.dtype), x)
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    let isZero = try x.equal(0)
    let one = try NDArray.full(like: x, 1)
    return try NDArray.where(isZero, one, y / NDArray.where(isZero, one, x))
  }
}

/// The exponent that goes with ``Mantissa``, as `int32`; zero for zero, infinities and NaN.
struct BinaryExponent: UnaryFunction {
  static let name = "frexp"

  func value(_ x: NDArray) throws -> NDArray {
    let wide = try x.dtype.byteCount < 4 ? x.astype(.float32) : x
    let (scaled, shift) = try wide.normalized()
    let (width, bias) = (wide.dtype.mantissaBitCount, wide.dtype.exponentBias)
    let bits = try scaled.bitcast(to: wide.dtype.bits)
    let moved = try bits.shiftedRightLogically(NDArray.full(like: bits, .integer(width)))
    let field = try moved.logicalAnd(NDArray.full(like: bits, .integer(2 * bias + 1))).astype(.int32)
    let exponent = try field - bias + 1 - shift
    return try NDArray.where(wide.isFinite().logicalAnd(wide.notEqual(0)), exponent, 0)
  }
}

/// x · 2ⁿ in two factors, each of which is a normal number.
private struct Scaling: Operation {
  static let operationName = "ldexp"

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let shape = try NDArray.broadcastShape(operands.map(\.shape), for: Self.operationName)
    let given = operands[0].dtype.isFloating ? operands[0].dtype : .float32
    let x = try operands[0].astype(given).broadcasted(to: shape)
    // Beyond twice the range everything is zero or infinite.
    let limit = 2 * (given.exponentBias - 1)
    let n = try operands[1].astype(.int32).broadcasted(to: shape).clipped(from: NDArray(-limit), to: NDArray(limit))
    let half = try n.shiftedRight(1)
    return [try x * half.powerOfTwo(given) * (n - half).powerOfTwo(given)]
  }
}

extension NDArray {
  /// The numbers as mantissas between one half and one and exponents of two, the latter as `int32`.
  ///
  /// Zeros, infinities and NaN are their own mantissas, with exponent zero. Integers are taken as `float32`.
  public func frexp() throws -> (mantissa: NDArray, exponent: NDArray) {
    (try Mantissa().floating(self), try BinaryExponent().floating(self).weak(false))
  }

  /// The numbers times two to the power of the integers at the same place.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for exponents of other types than integers,
  ///   ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func ldexp(_ exponent: NDArray) throws -> NDArray {
    guard exponent.dtype.isInteger else {
      throw ArrayError.dtype(operation: "ldexp", expected: "exponents of an integer dtype", found: exponent.dtype)
    }
    return try Scaling()(self, exponent)
  }

  /// The floats scaled up into the range of normal numbers, and by how many powers of two each was.
  fileprivate func normalized() throws -> (array: NDArray, shift: NDArray) {
    let shift = dtype.mantissaBitCount + 1
    let isSmall = try abs().less(NDArray(dtype.leastNormal))
    return (
      try NDArray.where(isSmall, self * Double(sign: .plus, exponent: shift, significand: 1), self),
      try NDArray.where(isSmall, NDArray.full(shape, .integer(shift)), NDArray.full(shape, 0))
    )
  }

  /// Two to the power of each `int32`, exactly; the powers are those of normal numbers.
  fileprivate func powerOfTwo(_ dtype: DType) throws -> NDArray {
    let biased = try (self + dtype.exponentBias).astype(dtype.bits)
    return try biased.shiftedLeft(NDArray.full(like: biased, .integer(dtype.mantissaBitCount))).bitcast(to: dtype)
  }
}
