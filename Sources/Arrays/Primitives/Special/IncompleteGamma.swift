/// The regularized incomplete gamma functions P(a, x) = 1/Γ(a) ∫₀ˣ t^(a−1) e^(−t) dt, and Q = 1 − P.
///
/// d/dx P = x^(a−1) e^(−x) / Γ(a); d/da P is ``IncompleteGammaSlope``.
///
/// Source: DLMF 8.11.4 (series, where x ≤ a or x < 1), 8.9.2 (continued fraction, elsewhere), the latter by Lentz's
/// method (Numerical Recipes, 3rd edition, 5.2).
struct IncompleteGamma: IterativePrimitive, BinaryPrimitive {
  static let name = "incomplete_gamma"
  static let domain = Domain.floating

  /// Whether the integral runs from x to infinity.
  var isUpper: Bool

  func start(_ operands: [NDArray]) throws -> [NDArray] {
    let (a, x) = (operands[0], operands[1])
    let fraction = try GammaFraction.start(a, x)
    let first = try 1 / a
    let needsMore = try a.greater(0).logicalAnd(x.greater(0)).logicalAnd(x.isFinite()).logicalAnd(a.isFinite())
    return [needsMore, a, x, try NDArray.full(like: a, 0), first, first] + fraction
  }

  func step(_ state: [NDArray]) throws -> [NDArray] {
    let (isActive, a, x) = (state[0], state[1], state[2])
    let n = try state[3] + 1
    let term = try state[4] * (x / (a + n))
    let sum = try state[5] + term
    let (fraction, change) = try GammaFraction.step(Array(state[6...]), a, n)
    let epsilon = NDArray(literal: .float(a.dtype.epsilon))
    let usesFraction = try GammaFraction.isUsed(a, x)
    let isUnsettled = try NDArray.where(
      usesFraction, (change - 1).abs().greater(epsilon), term.greater(sum * epsilon))
    // Elements that have settled stay as they are: further steps could run into 0/0.
    let next = [term, sum] + fraction
    return try [isActive.logicalAnd(isUnsettled), a, x, n]
      + zip(next, state[4...]).map { try NDArray.where(isActive, $0, $1) }
  }

  func finish(_ state: [NDArray]) throws -> NDArray {
    let (a, x) = (state[1], state[2])
    let factor = try (a * x.log() - x - a.lgamma()).exp()
    let usesFraction = try GammaFraction.isUsed(a, x)
    let part = try factor * NDArray.where(usesFraction, state[state.count - 1], state[5])
    var result = try NDArray.where(usesFraction.notEqual(NDArray(literal: .bool(isUpper))), 1 - part, part)
    let (whole, nothing): (NDArray, NDArray) = isUpper ? (0, 1) : (1, 0)
    result = try NDArray.where(x.equal(0), nothing, result)
    result = try NDArray.where(
      x.equal(.full([], .float(.infinity), dtype: x.dtype)).logicalOr(a.equal(0)), whole, result)
    let isOutside = try x.less(0).logicalOr(a.less(0)).logicalOr(a.equal(0).logicalAnd(x.equal(0)))
      .logicalOr(a.isNaN()).logicalOr(x.isNaN())
    return try NDArray.where(isOutside, NDArray.full(like: x, .float(.nan)), result)
  }

  func leftTangent(_ tangent: NDArray, _ a: NDArray, _ x: NDArray, _ result: NDArray) throws -> NDArray? {
    let slope = try IncompleteGammaSlope()(a, x)
    return try tangent * (isUpper ? -slope : slope)
  }

  func rightTangent(_ tangent: NDArray, _ a: NDArray, _ x: NDArray, _ result: NDArray) throws -> NDArray? {
    let density = try (x.log() * (a - 1) - x - a.lgamma()).exp()
    return try tangent * (isUpper ? -density : density)
  }
}

/// ∂P(a, x)/∂a of ``IncompleteGamma``, or ∂x/∂a where P(a, x) stays the same; its derivative by a is not known, as in
/// JAX.
///
/// The latter is −(∂P/∂a)/(∂P/∂x), in which the common factor of both cancels. The same series and fraction, each differentiated term by term.
struct IncompleteGammaSlope: IterativePrimitive {
  static let name = "incomplete_gamma_slope"
  static let domain = Domain.floating

  /// Whether the slope is that of the quantile x.
  var isOfQuantile = false

  func start(_ operands: [NDArray]) throws -> [NDArray] {
    let (a, x) = (operands[0], operands[1])
    let zero = try NDArray.full(like: a, 0)
    let first = try 1 / a
    let fraction = try GammaFraction.start(a, x)
    // The fraction begins with h = d = 1/b, and b falls by one where a grows by one.
    let slope = try fraction[2] * fraction[2]
    let needsMore = try a.greater(0).logicalAnd(x.greater(0)).logicalAnd(x.isFinite()).logicalAnd(a.isFinite())
    let series = try [first, -(first * first), first, -(first * first)]
    return [needsMore, a, x, zero] + series + fraction + [zero, slope, slope]
  }

  func step(_ state: [NDArray]) throws -> [NDArray] {
    let (isActive, a, x) = (state[0], state[1], state[2])
    let n = try state[3] + 1
    let (term, termSlope, sum, sumSlope) = (state[4], state[5], state[6], state[7])
    let ratio = try x / (a + n)
    let newTerm = try term * ratio
    let newTermSlope = try (termSlope - term / (a + n)) * ratio
    let newSum = try sum + newTerm
    let newSumSlope = try sumSlope + newTermSlope
    let old = Array(state[8..<12])
    let (fraction, change) = try GammaFraction.step(old, a, n)
    let (c, d, h) = (old[1], old[2], old[3])
    let (cSlope, dSlope, hSlope) = (state[12], state[13], state[14])
    let numerator = try -(n * (n - a))
    // The numerator −n(n − a) grows by n, the denominator falls by one, where a grows by one.
    let newC = try n / c - numerator * cSlope / (c * c) - 1
    let newD = try -(fraction[2] * fraction[2]) * (n * d + numerator * dSlope - 1)
    let newH = try hSlope * change + h * (newD * fraction[1] + fraction[2] * newC)
    let epsilon = NDArray(literal: .float(a.dtype.epsilon))
    let isUnsettled = try NDArray.where(
      GammaFraction.isUsed(a, x),
      (newH - hSlope).abs().greater(newH.abs() * epsilon).logicalOr((change - 1).abs().greater(epsilon)),
      newTermSlope.abs().greater(newSumSlope.abs() * epsilon))
    let next = [newTerm, newTermSlope, newSum, newSumSlope] + fraction + [newC, newD, newH]
    return try [isActive.logicalAnd(isUnsettled), a, x, n]
      + zip(next, state[4...]).map { try NDArray.where(isActive, $0, $1) }
  }

  func finish(_ state: [NDArray]) throws -> NDArray {
    let (a, x) = (state[1], state[2])
    let factor = try isOfQuantile ? -x : (a * x.log() - x - a.lgamma()).exp()
    let growth = try x.log() - a.digamma()
    let series = try state[7] + state[6] * growth
    let fraction = try -(state[14] + state[11] * growth)
    var result = try factor * NDArray.where(GammaFraction.isUsed(a, x), fraction, series)
    let isLimit = try x.equal(0).logicalOr(x.equal(.full([], .float(.infinity), dtype: x.dtype)))
    result = try NDArray.where(isLimit, 0, result)
    let isOutside = try x.less(0).logicalOr(a.lessOrEqual(0)).logicalOr(a.isNaN()).logicalOr(x.isNaN())
    return try NDArray.where(isOutside, NDArray.full(like: x, .float(.nan)), result)
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let (a, x) = (primals[0], primals[1])
    guard tangents[0] == nil, !isOfQuantile else {
      throw ArrayError.missingRule(
        primitive: isOfQuantile ? "gamma" : "incompleteGamma", rule: "second derivative by its parameter",
        advice: "Stop the derivative with stopGradient(), or take differences.")
    }
    // ∂²P/∂a∂x is the derivative of the density by a.
    let density = try (x.log() * (a - 1) - x - a.lgamma()).exp()
    return ([try self(a, x)], [try tangents[1].map { try $0 * (density * (x.log() - a.digamma())) }])
  }
}

/// The continued fraction of Γ(a, x) eˣ x^(−a) by Lentz's method: the denominator b, the ratios c and d, the value h.
private enum GammaFraction {
  /// Where the fraction converges faster than the series.
  static func isUsed(_ a: NDArray, _ x: NDArray) throws -> NDArray {
    try x.greaterOrEqual(1).logicalAnd(x.greater(a))
  }

  static func start(_ a: NDArray, _ x: NDArray) throws -> [NDArray] {
    let b = try x - a + 1
    let inverse = try 1 / b
    return [b, try NDArray.full(like: a, .float(1 / a.dtype.leastNormal)), inverse, inverse]
  }

  /// The state after the n-th step, and the factor by which the value changed.
  static func step(_ state: [NDArray], _ a: NDArray, _ n: NDArray) throws -> ([NDArray], NDArray) {
    let numerator = try -(n * (n - a))
    let b = try state[0] + 2
    let c = try b + numerator / state[1]
    let d = try 1 / (numerator * state[2] + b)
    let change = try c * d
    return ([b, c, d, try state[3] * change], change)
  }
}

extension NDArray {
  /// The regularized lower incomplete gamma function P(a, x), `a` being this array: the distribution function of the
  /// gamma distribution with that shape.
  ///
  /// NaN for negative operands. Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func gammainc(_ x: NDArray) throws -> NDArray { try IncompleteGamma(isUpper: false).floating(self, x) }

  /// The regularized upper incomplete gamma function Q(a, x) = 1 − P(a, x), exact where that is close to zero.
  ///
  /// NaN for negative operands. Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func gammaincc(_ x: NDArray) throws -> NDArray { try IncompleteGamma(isUpper: true).floating(self, x) }
}
