/// The arithmetic mean over some axes; small floats are added up as `float32`.
struct Mean: Operation {
  static let operationName = "mean"

  var axes: [Int]
  var keepsAxes: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let dtype = operands[0].dtype.averaging
    let x = try operands[0].astype(dtype.accumulating)
    return [try x.averaged(axes, keepingAxes: keepsAxes).astype(dtype)]
  }
}

/// The variance over some axes, or its square root.
struct Variance: Operation {
  static let operationName = "variance"

  var axes: [Int]
  var keepsAxes: Bool
  var lostFreedom: Int
  var isRoot: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let dtype = operands[0].dtype.averaging
    let x = try operands[0].astype(dtype.accumulating)
    let centered = try x - x.averaged(axes, keepingAxes: true)
    let freedom = axes.reduce(1) { $0 * Double(x.shape[$1]) } - Double(lostFreedom)
    var result = try (centered * centered).sum(axes, keepingAxes: keepsAxes) / freedom
    // The spread of nothing is not a number.
    if freedom <= 0 { result = try NDArray.full(result.shape, .float(.nan), dtype: result.dtype) }
    // The root is taken of the rounded variance, as JAX does.
    result = try result.astype(dtype)
    return [isRoot ? try result.sqrt() : result]
  }
}

extension NDArray {
  /// The sum over axes divided by how many elements it has.
  fileprivate func averaged(_ axes: [Int], keepingAxes: Bool) throws -> NDArray {
    try sum(axes, keepingAxes: keepingAxes) / Double(axes.reduce(1) { $0 * shape[$1] })
  }

  /// The arithmetic mean over the given axes, or over all; NaN of no elements.
  ///
  /// Integers and booleans are taken as `float32`; small floats are added up as `float32`.
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func mean(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    try Mean(axes: NDArray.normalize(axes, rank: rank, for: "mean"), keepsAxes: keepingAxes)(self)
  }

  /// The mean square distance from the mean over the given axes, or over all.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - ddof: how much less than the number of elements the sum of squares is divided by; NaN if nothing is left.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func variance(_ axes: [Int]? = nil, ddof: Int = 0, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "variance")
    return try Variance(axes: axes, keepsAxes: keepingAxes, lostFreedom: ddof, isRoot: false)(self)
  }

  /// The square root of the variance over the given axes, or over all.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - ddof: how much less than the number of elements the sum of squares is divided by; NaN if nothing is left.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func standardDeviation(_ axes: [Int]? = nil, ddof: Int = 0, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "standardDeviation")
    return try Variance(axes: axes, keepsAxes: keepingAxes, lostFreedom: ddof, isRoot: true)(self)
  }
}

extension DType {
  /// The type of averages of numbers of this type.
  var averaging: DType { isInexact ? self : .float32 }
}
