/// The sign of Γ(x): negative between an odd number below zero and the next one; NaN at the poles below zero.
struct GammaSign: UnaryFunction {
  static let name = "gammaSign"

  func value(_ x: NDArray) throws -> NDArray {
    let floor = try x.floor()
    let isNegative = try x.less(0)
    let half = try floor * 0.5
    let isOdd = try half.floor().notEqual(half)
    let one = try NDArray.full(like: x, 1)
    let sign = try NDArray.where(isNegative.logicalAnd(isOdd), -one, one)
    return try NDArray.where(
      isNegative.logicalAnd(x.equal(floor)).logicalOr(x.isNaN()), NDArray.full(like: x, .float(.nan)), sign)
  }
}

/// Γ(x), by its logarithm.
struct GammaFunction: UnaryFunction {
  static let name = "gamma"

  func value(_ x: NDArray) throws -> NDArray { try GammaSign().value(x) * x.lgamma().exp() }
}

/// log |B(a, b)| = log |Γ(a) Γ(b) / Γ(a + b)|.
struct LogBeta: BinaryFunction {
  static let name = "betaln"

  func value(_ a: NDArray, _ b: NDArray) throws -> NDArray { try a.lgamma() + (b.lgamma() - (a + b).lgamma()) }
}

/// B(a, b), by its logarithm.
struct BetaFunction: BinaryFunction {
  static let name = "beta"

  func value(_ a: NDArray, _ b: NDArray) throws -> NDArray {
    let sign = try GammaSign().value(a) * GammaSign().value(b) * GammaSign().value(a + b)
    return try sign * LogBeta().value(a, b).exp()
  }
}

extension NDArray {
  /// The gamma function of each element.
  ///
  /// Integers are taken as `float32`.
  public func gamma() throws -> NDArray { try GammaFunction().floating(self) }

  /// The logarithm of the absolute beta function of the elements at the same place.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func betaln(_ other: NDArray) throws -> NDArray { try LogBeta().floating(self, other) }

  /// The beta function Γ(a) Γ(b) / Γ(a + b) of the elements at the same place.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func beta(_ other: NDArray) throws -> NDArray { try BetaFunction().floating(self, other) }
}
