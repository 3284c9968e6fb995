/// e^(−|x|) Iₙ(x) for the modified Bessel functions of the first kind of order n = 0 and 1.
///
/// Derivatives: I₀′ = I₁ and I₁′ = I₀ − I₁/x, less the sign of x times the function.
///
/// Source: DLMF 10.25.2 (power series) up to |x| = 20, 10.40.1 (asymptotic series) beyond.
struct ScaledBessel: IterativePrimitive, UnaryPrimitive {
  static let name = "scaled_bessel_i"
  static let domain = Domain.floating

  /// Zero or one.
  var order: Int

  func start(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let one = try NDArray.full(like: x, 1)
    return [try x.isFinite(), x, try NDArray.full(like: x, 0), one, one]
  }

  func step(_ state: [NDArray]) throws -> [NDArray] {
    let (isActive, x) = (state[0], state[1])
    let k = try state[2] + 1
    let odd = try k * 2 - 1
    let ratio = try NDArray.where(
      isLarge(x), (odd * odd - Double(4 * order * order)) / (8 * k * x.abs()),
      (x * x * 0.25) / (k * (k + Double(order))))
    let term = try state[3] * ratio
    let sum = try state[4] + term
    let isUnsettled = try term.abs().greater(sum.abs() * x.dtype.epsilon)
    return [
      try isActive.logicalAnd(isUnsettled), x, k, try NDArray.where(isActive, term, state[3]),
      try NDArray.where(isActive, sum, state[4]),
    ]
  }

  func finish(_ state: [NDArray]) throws -> NDArray {
    let x = state[1]
    let magnitude = try x.abs()
    let small = try (-magnitude).exp() * (order == 0 ? NDArray(1) : magnitude * 0.5)
    let large = try (magnitude * (2 * Double.pi)).rsqrt()
    let result = try state[4] * NDArray.where(isLarge(x), large, small)
    return order == 0 ? result : try NDArray.where(x.less(0), -result, result)
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    if order == 0 { return try ScaledBessel(order: 1)(x) - x.sign() * y }
    // At zero I₁(x)/x is one half, and so is the derivative.
    let isTiny = try x.abs().lessOrEqual(NDArray(x.dtype.epsilon))
    let safe = try NDArray.where(isTiny, NDArray.full(like: x, .float(x.dtype.epsilon)), x)
    let slope = try ScaledBessel(order: 0)(safe) - y * (safe.sign() + 1 / safe)
    return try NDArray.where(isTiny, NDArray.full(like: x, 0.5), slope)
  }

  private func isLarge(_ x: NDArray) throws -> NDArray { try x.abs().greater(20) }
}

extension NDArray {
  /// The modified Bessel function of the first kind of order zero, I₀.
  ///
  /// Integers are taken as `float32`.
  public func i0() throws -> NDArray { try Unscaled(order: 0).floating(self) }

  /// e^(−|x|) I₀(x), without overflow.
  ///
  /// Integers are taken as `float32`.
  public func i0e() throws -> NDArray { try ScaledBessel(order: 0).floating(self) }

  /// The modified Bessel function of the first kind of order one, I₁.
  ///
  /// Integers are taken as `float32`.
  public func i1() throws -> NDArray { try Unscaled(order: 1).floating(self) }

  /// e^(−|x|) I₁(x), without overflow.
  ///
  /// Integers are taken as `float32`.
  public func i1e() throws -> NDArray { try ScaledBessel(order: 1).floating(self) }
}

/// Iₙ(x) from its scaled form.
private struct Unscaled: UnaryFunction {
  static let name = "i0 and i1"

  var order: Int

  func value(_ x: NDArray) throws -> NDArray { try x.abs().exp() * ScaledBessel(order: order)(x) }
}
