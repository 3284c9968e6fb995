/// √(x² + y²) without overflow: the greater magnitude times √(1 + ratio²).
struct Hypotenuse: BinaryFunction {
  static let name = "hypot"

  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    let magnitudes = try [x.abs(), y.abs()]
    let infinity = NDArray(literal: .float(.infinity), dtype: x.dtype)
    let isInfinite = try magnitudes[0].equal(infinity).logicalOr(magnitudes[1].equal(infinity))
    let greater = try magnitudes[0].maximum(magnitudes[1])
    let less = try magnitudes[0].minimum(magnitudes[1])
    let isZero = try greater.equal(NDArray(0))
    let ratio = try less / NDArray.where(isZero, NDArray(1), greater)
    let length = try NDArray.where(isZero, greater, greater * (ratio * ratio + 1).sqrt())
    return try NDArray.where(isInfinite, infinity, length)
  }
}

/// |x| with the sign of y, a negative zero's included.
struct CopySign: BinaryFunction {
  static let name = "copysign"

  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    let magnitude = try x.abs()
    return try NDArray.where(SignBit().value(y), -magnitude, magnitude)
  }
}

/// Whether the sign bit is set.
struct SignBit: UnaryFunction {
  static let name = "signBit"

  func value(_ x: NDArray) throws -> NDArray {
    guard x.dtype.isFloating else { return try x.less(NDArray.full(x.shape, 0, dtype: x.dtype)) }
    let bits = try x.bitcast(to: x.dtype.bits)
    let shift = try NDArray.full(x.shape, .integer(x.dtype.bitCount - 1), dtype: bits.dtype)
    return try bits.shiftedRightLogically(shift).astype(.bool)
  }
}

/// Whether x is one of the infinities.
struct IsInfinite: UnaryFunction {
  static let name = "isInfinite"

  func value(_ x: NDArray) throws -> NDArray {
    try x.abs().equal(NDArray(literal: .float(.infinity), dtype: x.dtype))
  }
}

/// x without its fraction: rounded towards zero.
struct Truncation: UnaryFunction {
  static let name = "truncated"

  func value(_ x: NDArray) throws -> NDArray { try NDArray.where(x.less(NDArray(0)), x.ceil(), x.floor()) }
}

extension NDArray {
  /// The length of the hypotenuse over legs at the same place, √(x² + y²), without overflow.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func hypot(_ other: NDArray) throws -> NDArray { try Hypotenuse().floating(self, other) }

  /// The magnitude of each element with the sign of the other at the same place, a negative zero's included.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func withSign(of other: NDArray) throws -> NDArray { try CopySign().floating(self, other) }

  /// Whether the sign bit of each element is set; true for a negative zero.
  public func signBit() throws -> NDArray {
    dtype == .bool ? try NDArray.full(shape, false) : try SignBit()(self)
  }

  /// Whether each element is infinite; false for integers.
  public func isInfinite() throws -> NDArray {
    if dtype.isComplex {
      return try Fused(#function) { [try $0[0].real().isInfinite().logicalOr($0[0].imag().isInfinite())] }([self])[0]
    }
    return dtype.isFloating ? try IsInfinite()(self) : try NDArray.full(shape, false)
  }

  /// Each element without its fraction: rounded towards zero.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for complex numbers.
  public func truncated() throws -> NDArray { dtype.isInexact ? try Truncation()(self) : self }
}
