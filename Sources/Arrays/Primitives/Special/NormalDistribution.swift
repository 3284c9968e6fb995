/// log Φ(x) for the distribution function Φ of the standard normal distribution; derivative φ(x)/Φ(x).
///
/// Source: DLMF 7.12.1 (asymptotic series of erfc) far below zero.
struct LogNormalDistribution: ComposedPrimitive, UnaryPrimitive {
  static let name = "log_ndtr"
  static let domain = Domain.floating

  func value(_ operands: [NDArray]) throws -> NDArray {
    let x = operands[0]
    // Below, erfc would underflow before its logarithm does.
    let lowest = NDArray(x.dtype == .float64 ? -20.0 : -10.0)
    let middle = try (x.maximum(lowest) * -0.5.squareRoot()).erfc() * 0.5
    let upper = try (-((x * 0.5.squareRoot()).erfc() * 0.5)).log1p()
    let far = try x.minimum(lowest)
    let inverseSquare = try 1 / (far * far)
    // Σ (−1)ⁿ (2n − 1)!! / x²ⁿ by Horner's rule.
    var series = try NDArray.full(like: x, 1)
    for n in stride(from: 10, through: 1, by: -1) { series = try 1 - Double(2 * n - 1) * inverseSquare * series }
    let lower = try series.log() - far * far * 0.5 - (-far).log() - 0.5 * logarithmOfTwoPi
    return try NDArray.where(x.less(lowest), lower, NDArray.where(x.greater(0), upper, middle.log()))
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try (-(x * x * 0.5) - 0.5 * logarithmOfTwoPi - y).exp()
  }
}

/// log 2π.
private let logarithmOfTwoPi = 1.8378770664093454836

/// The inverse of Φ, the distribution function of the standard normal distribution; derivative 1/φ(y).
///
/// Source: M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37
/// (1988): three quotients of polynomials, for the middle and the two tails, about 16 digits.
struct NormalQuantile: ComposedPrimitive, UnaryPrimitive {
  static let name = "ndtri"
  static let domain = Domain.floating

  func value(_ operands: [NDArray]) throws -> NDArray {
    let p = operands[0]
    let q = try p - 0.5
    let middle = try q * Self.middle.value(0.180625 - q * q)
    let tail = try NDArray.where(q.lessOrEqual(0), p, 1 - p)
    let r = try (-tail.log()).sqrt()
    let magnitude = try NDArray.where(r.lessOrEqual(5), Self.near.value(r - 1.6), Self.far.value(r - 5))
    let outer = try NDArray.where(q.less(0), -magnitude, magnitude)
    let result = try NDArray.where(q.abs().lessOrEqual(0.425), middle, outer)
    let infinity = NDArray(literal: .float(.infinity), dtype: p.dtype)
    let ends = try NDArray.where(p.equal(0), -infinity, NDArray.where(p.equal(1), infinity, result))
    let isOutside = try p.less(0).logicalOr(p.greater(1))
    return try NDArray.where(isOutside, NDArray.full(like: p, .float(.nan)), ends)
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try (y * y * 0.5).exp() * (2 * Double.pi).squareRoot()
  }

  /// A quotient of two polynomials, their coefficients from the highest degree to the constant.
  private struct Quotient {
    var numerator: [Double]
    var denominator: [Double]

    func value(_ x: NDArray) throws -> NDArray { try horner(numerator, x) / horner(denominator, x) }

    private func horner(_ coefficients: [Double], _ x: NDArray) throws -> NDArray {
      try coefficients.dropFirst().reduce(NDArray.full(like: x, .float(coefficients[0]))) { try $0 * x + $1 }
    }
  }

  private static let middle = Quotient(
    numerator: [
      2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
      13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
    ],
    denominator: [
      5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
      5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1,
    ])

  private static let near = Quotient(
    numerator: [
      7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
      3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
    ],
    denominator: [
      1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
      0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
    ])

  private static let far = Quotient(
    numerator: [
      2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
      0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
    ],
    denominator: [
      2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
      0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
    ])
}

/// Φ(x), by the error function in the middle and its complement in the tails.
struct NormalDistribution: UnaryFunction {
  static let name = "ndtr"

  func value(_ x: NDArray) throws -> NDArray {
    let w = try x * 0.5.squareRoot()
    let magnitude = try w.abs()
    let tail = try magnitude.erfc()
    let twice = try NDArray.where(
      magnitude.less(NDArray(0.5.squareRoot())), 1 + w.erf(), NDArray.where(w.greater(0), 2 - tail, tail))
    return try twice * 0.5
  }
}

extension NDArray {
  /// The distribution function Φ of the standard normal distribution.
  ///
  /// Integers are taken as `float32`.
  public func ndtr() throws -> NDArray { try NormalDistribution().floating(self) }

  /// The inverse of ``ndtr()``; NaN outside of 0...1.
  ///
  /// Integers are taken as `float32`.
  public func ndtri() throws -> NDArray { try NormalQuantile().floating(self) }

  /// The logarithm of ``ndtr()``, exact where that is close to zero or one.
  ///
  /// Integers are taken as `float32`.
  public func logNdtr() throws -> NDArray { try LogNormalDistribution().floating(self) }
}
