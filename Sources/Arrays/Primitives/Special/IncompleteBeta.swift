/// The regularized incomplete beta function 1/B(a, b) ∫₀ˣ t^(a−1) (1 − t)^(b−1) dt; d/dx = its integrand.
///
/// The derivatives by a and b are not known, as in JAX.
///
/// Source: DLMF 8.17.22 (continued fraction) by Lentz's method (Numerical Recipes, 3rd edition, 6.4), and 8.17.4 where
/// the fraction converges faster at 1 − x.
struct IncompleteBeta: IterativePrimitive {
  static let name = "incomplete_beta"
  static let domain = Domain.floating

  func start(_ operands: [NDArray]) throws -> [NDArray] {
    let (a, b, x) = (operands[0], operands[1], operands[2])
    let isExchanged = try x.greaterOrEqual((a + 1) / (a + b + 2))
    let (p, q) = (try NDArray.where(isExchanged, b, a), try NDArray.where(isExchanged, a, b))
    let t = try NDArray.where(isExchanged, 1 - x, x)
    let d = try 1 / nonzero(1 - (p + q) * t / (p + 1))
    let one = try NDArray.full(like: x, 1)
    let needsMore = try x.greater(0).logicalAnd(x.less(1)).logicalAnd(a.greater(0)).logicalAnd(b.greater(0))
      .logicalAnd(a.isFinite()).logicalAnd(b.isFinite())
    return [needsMore, a, b, x, p, q, t, try NDArray.full(like: x, 0), one, d, d]
  }

  func step(_ state: [NDArray]) throws -> [NDArray] {
    let (p, q, t) = (state[4], state[5], state[6])
    let m = try state[7] + 1
    let twice = try m * 2
    var (c, d, h) = (state[8], state[9], state[10])
    var change = c
    for numerator in [
      try m * (q - m) * t / ((p - 1 + twice) * (p + twice)),
      try -(p + m) * (p + q + m) * t / ((p + twice) * (p + 1 + twice)),
    ] {
      d = try 1 / nonzero(numerator * d + 1)
      c = try nonzero(numerator / c + 1)
      change = try c * d
      h = try h * change
    }
    let isUnsettled = try (change - 1).abs().greater(NDArray(p.dtype.epsilon))
    let next = [c, d, h]
    return try [state[0].logicalAnd(isUnsettled)] + state[1...6] + [m]
      + zip(next, state[8...]).map { try NDArray.where(state[0], $0, $1) }
  }

  func finish(_ state: [NDArray]) throws -> NDArray {
    let (a, b, x) = (state[1], state[2], state[3])
    let (p, q, t) = (state[4], state[5], state[6])
    let factor = try (p * t.log() + q * (-t).log1p() + (p + q).lgamma() - p.lgamma() - q.lgamma()).exp()
    let part = try factor * state[10] / p
    let isExchanged = try x.greaterOrEqual((a + 1) / (a + b + 2))
    var result = try NDArray.where(isExchanged, 1 - part, part)
    // At the ends, and where a or b degenerates so that all weight lies at one end.
    let infinity = NDArray(literal: .float(.infinity), dtype: x.dtype)
    let isAtZero = try a.equal(0).logicalOr(b.equal(infinity))
    let isAtOne = try b.equal(0).logicalOr(a.equal(infinity))
    result = try NDArray.where(isAtOne.logicalOr(x.equal(0)), 0, result)
    result = try NDArray.where(isAtZero.logicalAnd(x.greater(0)).logicalOr(x.equal(1)), 1, result)
    let isOutside = try x.less(0).logicalOr(x.greater(1)).logicalOr(a.less(0)).logicalOr(b.less(0))
      .logicalOr(isAtZero.logicalAnd(isAtOne)).logicalOr((a + b + x).isNaN())
    return try NDArray.where(isOutside, NDArray.full(like: x, .float(.nan)), result)
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    guard tangents[0] == nil, tangents[1] == nil else {
      throw ArrayError.missingRule(
        primitive: "betainc", rule: "derivative by a and b",
        advice: "It has one by x; stop the others with stopGradient(), or take differences.")
    }
    let (a, b, x) = (primals[0], primals[1], primals[2])
    let result = try self(a, b, x)
    guard let tangent = tangents[2] else { return ([result], [nil]) }
    let logarithm = try (b - 1) * (-x).log1p() + (a - 1) * x.log() - (a.lgamma() + b.lgamma() - (a + b).lgamma())
    return ([result], [try tangent * logarithm.exp()])
  }

  /// The array with zeros replaced by a number so small that the fraction does not notice.
  private func nonzero(_ x: NDArray) throws -> NDArray {
    let least = x.dtype.leastNormal
    return try NDArray.where(x.abs().less(NDArray(least)), NDArray.full(like: x, .float(least)), x)
  }
}

extension NDArray {
  /// The regularized incomplete beta function with these parameters: the distribution function of the beta
  /// distribution at `x`.
  ///
  /// Integers are taken as `float32`. It has a derivative by `x` only.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public static func betainc(_ a: NDArray, _ b: NDArray, _ x: NDArray) throws -> NDArray {
    try IncompleteBeta().floating([a, b, x])
  }
}
