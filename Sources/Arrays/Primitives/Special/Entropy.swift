/// x log y, or x log(1 + y), zero where x is, whatever y may be but NaN; d/dx = the logarithm, d/dy = x over its argument.
struct XLogY: ComposedPrimitive, BinaryPrimitive {
  static let name = "xlogy"
  static let domain = Domain.floating

  /// Whether the logarithm is that of 1 + y.
  var isShifted: Bool

  func value(_ operands: [NDArray]) throws -> NDArray {
    let (x, y) = (operands[0], operands[1])
    return try NDArray.where(x.notEqual(0).logicalOr(y.isNaN()), x * logarithm(y), NDArray.full(like: x, 0))
  }

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try tangent * logarithm(y)
  }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try tangent * (x / (isShifted ? y + 1 : y))
  }

  private func logarithm(_ y: NDArray) throws -> NDArray { try isShifted ? y.log1p() : y.log() }
}

/// −x log x, zero at zero and −∞ below; derivative −log x − 1.
struct Entropy: ComposedPrimitive, UnaryPrimitive {
  static let name = "entr"
  static let domain = Domain.floating

  func value(_ operands: [NDArray]) throws -> NDArray {
    let x = operands[0]
    let product = try NDArray.where(x.equal(0), NDArray.full(like: x, 0), -(x * x.log()))
    return try NDArray.where(x.less(0), NDArray.full(like: x, .float(-.infinity)), product)
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    let isNegative = try x.less(0)
    let safe = try NDArray.where(isNegative, 1, x)
    return try NDArray.where(isNegative, NDArray.full(like: x, 0), -(safe.log() + 1))
  }
}

/// p log(p/q), zero where p is zero and infinite outside of the quadrant; the terms of the Kullback-Leibler divergence.
struct RelativeEntropy: BinaryFunction {
  static let name = "relEntr"

  /// Whether − p + q is added, which makes the terms non-negative.
  var isBalanced: Bool

  func value(_ p: NDArray, _ q: NDArray) throws -> NDArray {
    let arePositive = try p.greater(0).logicalAnd(q.greater(0))
    let isEmpty = try p.equal(0).logicalAnd(q.greaterOrEqual(0))
    let (safeP, safeQ) = (try NDArray.where(arePositive, p, 1), try NDArray.where(arePositive, q, 1))
    let term = try -Entropy()(safeP) - XLogY(isShifted: false)(safeP, safeQ)
    let infinity = NDArray(literal: .float(.infinity), dtype: p.dtype)
    let result = try NDArray.where(arePositive, term, NDArray.where(isEmpty, 0, infinity))
    return isBalanced ? try result - p + q : result
  }
}

extension NDArray {
  /// x log y, zero where x, an element of this array, is zero.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func xlogy(_ y: NDArray) throws -> NDArray { try XLogY(isShifted: false).floating(self, y) }

  /// x log(1 + y), zero where x, an element of this array, is zero.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func xlog1py(_ y: NDArray) throws -> NDArray { try XLogY(isShifted: true).floating(self, y) }

  /// The terms −x log x of an entropy: zero at zero, −∞ below.
  ///
  /// Integers are taken as `float32`.
  public func entr() throws -> NDArray { try Entropy().floating(self) }

  /// The terms p log(p/q) of a relative entropy, p being this array; infinite where p or q is negative.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func relEntr(_ q: NDArray) throws -> NDArray { try RelativeEntropy(isBalanced: false).floating(self, q) }

  /// The terms p log(p/q) − p + q of the Kullback-Leibler divergence, p being this array.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func klDiv(_ q: NDArray) throws -> NDArray { try RelativeEntropy(isBalanced: true).floating(self, q) }
}
