/// The mean over some axes with each element counted by its weight.
struct WeightedAverage: Operation {
  static let operationName = "average"

  var axes: [Int]
  var keepsAxes: Bool
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (x, weights) = (try operands[0].astype(dtype), try operands[1].astype(dtype))
    let sum = try (x * weights).sum(axes, keepingAxes: keepsAxes)
    return [try sum / weights.sum(axes, keepingAxes: keepsAxes)]
  }
}

/// The greatest element less the least over some axes.
struct PeakToPeak: Operation {
  static let operationName = "peakToPeak"

  var axes: [Int]
  var keepsAxes: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    [try operands[0].max(axes, keepingAxes: keepsAxes) - operands[0].min(axes, keepingAxes: keepsAxes)]
  }
}

extension NDArray {
  /// The mean over the given axes, or over all, with each element counted by its weight.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - axes: the axes to fold.
  ///   - weights: in the shape of the array, or in that of the folded axes, in the order in which they are given.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for weights of another shape,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func average(_ axes: [Int]? = nil, weights: NDArray, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "average", isSorted: false)
    var spread = weights
    if weights.shape != shape {
      guard weights.shape == axes.map({ shape[$0] }) else {
        throw ArrayError.shape(
          operation: "average", expected: "weights of shape \(shape) or \(axes.map { shape[$0] })",
          found: [weights.shape])
      }
      spread = try weights.broadcasted(to: shape, along: axes)
    }
    let dtype = PromotionType.join(promotionType, weights.promotionType).dtype.averaging
    return try WeightedAverage(axes: axes.sorted(), keepsAxes: keepingAxes, dtype: dtype)(self, spread)
  }

  /// The greatest element less the least over the given axes, or over all; NaN when any is NaN.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when a folded axis has no elements,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func peakToPeak(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "peakToPeak")
    try checkNotEmpty(axes, for: "peakToPeak")
    return try PeakToPeak(axes: axes, keepsAxes: keepingAxes)(self)
  }
}
