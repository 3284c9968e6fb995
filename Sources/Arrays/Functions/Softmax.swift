/// e^(x − max) over its sum, along some axes.
struct Softmax: Operation {
  static let operationName = "softmax"

  var axes: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let exponentials = try operands[0].loweredByMaximum(axes).exp()
    return [try exponentials / exponentials.sum(axes, keepingAxes: true)]
  }
}

/// The logarithm of ``Softmax``: x − max − log Σ e^(x − max).
struct LogSoftmax: Operation {
  static let operationName = "logSoftmax"

  var axes: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let shifted = try operands[0].loweredByMaximum(axes)
    return [try shifted - shifted.exp().sum(axes, keepingAxes: true).log()]
  }
}

/// log Σ eˣ without overflow.
struct LogSumExp: Operation {
  static let operationName = "logSumExp"

  var axes: [Int]
  var keepsAxes: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let offset = try x.finiteGreatest(axes)
    let result = try (x - offset).exp().sum(axes, keepingAxes: true).log() + offset
    return [keepsAxes ? result : try result.reshaped(to: x.shape.removing(axes))]
  }
}

/// log Σ w·eˣ without overflow; NaN where the sum is negative.
struct WeightedLogSumExp: Operation {
  static let operationName = "logSumExp"

  var axes: [Int]
  var keepsAxes: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let shape = try NDArray.broadcastShape(operands.map(\.shape), for: Self.operationName)
    let (x, weights) = (try operands[0].broadcasted(to: shape), try operands[1].broadcasted(to: shape))
    // What has no weight does not count, not even as the greatest.
    let infinity = try NDArray.full([], .float(-.infinity), dtype: x.dtype)
    let counted = try NDArray.where(weights.equal(NDArray(0)), infinity, x)
    let offset = try counted.finiteGreatest(axes)
    let sum = try (weights * (counted - offset).exp()).sum(axes, keepingAxes: true)
    let isNegative = try sum.less(NDArray(0))
    let result = try NDArray.where(isNegative, NDArray(Double.nan), sum.abs().log() + offset)
    return [keepsAxes ? result : try result.reshaped(to: shape.removing(axes))]
  }
}

/// (x − mean) / √(variance + epsilon), along some axes.
struct Standardize: Operation {
  static let operationName = "standardize"

  var axes: [Int]
  var epsilon: Double

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let mean = try x.mean(axes, keepingAxes: true)
    // Rounding can push the difference below zero.
    let variance = try ((x * x).mean(axes, keepingAxes: true) - mean * mean).maximum(NDArray(0))
    return [try (x - mean) * (variance + epsilon).rsqrt()]
  }
}

extension NDArray {
  /// The exponentials of the elements divided by their sum along the given axes.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func softmax(_ axes: [Int] = [-1]) throws -> NDArray {
    try Softmax(axes: NDArray.normalize(axes, rank: rank, for: "softmax")).floating(self)
  }

  /// The logarithm of ``softmax(_:)``, exact where that is close to zero.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func logSoftmax(_ axes: [Int] = [-1]) throws -> NDArray {
    try LogSoftmax(axes: NDArray.normalize(axes, rank: rank, for: "logSoftmax")).floating(self)
  }

  /// The logarithm of the sum of the exponentials over the given axes, or over all, without overflow.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func logSumExp(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "logSumExp")
    return try LogSumExp(axes: axes, keepsAxes: keepingAxes).floating(self)
  }

  /// The logarithm of the sum of weighted exponentials over the given axes, or over all, without overflow; NaN where
  /// the sum is negative.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - weights: factors of the exponentials, of any sign; they broadcast with the elements.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``,
  ///   ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func logSumExp(_ axes: [Int]? = nil, weights: NDArray, keepingAxes: Bool = false) throws -> NDArray {
    let rank = Swift.max(rank, weights.rank)
    let axes = try NDArray.normalize(axes, rank: rank, for: "logSumExp")
    let type = PromotionType.join(promotionType, weights.promotionType).dtype.averaging
    return try WeightedLogSumExp(axes: axes, keepsAxes: keepingAxes)(astype(type), weights.astype(type))
  }

  /// The elements shifted and scaled to mean 0 and variance 1 along the given axes.
  ///
  /// Integers are taken as `float32`. The variance is the mean of squares less the square of the mean.
  /// - Parameters:
  ///   - axes: the axes.
  ///   - epsilon: added to the variance, so that constant elements give zeros.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func standardized(_ axes: [Int] = [-1], epsilon: Double = 1e-5) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "standardized")
    return try Standardize(axes: axes, epsilon: epsilon).floating(self)
  }

  /// The elements less the greatest along some axes.
  fileprivate func loweredByMaximum(_ axes: [Int]) throws -> NDArray {
    try self - greatestWithoutDerivative(axes)
  }

  /// The greatest elements along some axes as constants, zero in place of what is not finite.
  fileprivate func finiteGreatest(_ axes: [Int]) throws -> NDArray {
    let greatest = try greatestWithoutDerivative(axes)
    return try NDArray.where(greatest.isFinite(), greatest, NDArray.full(greatest.shape, 0, dtype: dtype))
  }

  /// The greatest elements along some axes as constants: shifting by them does not change what is computed.
  fileprivate func greatestWithoutDerivative(_ axes: [Int]) throws -> NDArray {
    try ReduceMax(axes: axes)(StopGradient()(self)).reshaped(to: shape.keeping(axes))
  }
}
