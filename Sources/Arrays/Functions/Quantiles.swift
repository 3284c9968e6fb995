/// Which number stands for a quantile that falls between two elements.
public enum QuantileMethod: String, Hashable, Sendable, CaseIterable {
  /// The mean of both, weighted by how near they are.
  case linear
  /// The lesser one.
  case lower
  /// The greater one.
  case higher
  /// Their mean.
  case midpoint
  /// The nearer one, the lesser of two equally near.
  case nearest
  /// The least element that at least this part of all elements does not exceed; never a number between.
  case invertedCDF
}

/// Elements below which given parts of all elements over some axes lie; a new first axis when there are several parts.
struct Quantile: Operation {
  static let operationName = "quantile"

  var axes: [Int]
  var keepsAxes: Bool
  var method: QuantileMethod
  /// Whether NaNs are left out; otherwise the result is NaN where there are any.
  var ignoresNaN: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let dtype = operands[0].dtype.averaging
    let x = try operands[0].astype(dtype)
    let kept = x.shape.indices.filter { !axes.contains($0) }
    let keptShape = kept.map { x.shape[$0] }
    let last = kept.count
    let parts = try operands[1].flattened().astype(dtype.accumulating)
    let row = [Int](repeating: 1, count: last) + [parts.count]
    let lines = try x.transposed(kept + axes).reshaped(to: keptShape + [axes.reduce(1) { $0 * x.shape[$1] }])
    let isNaN = try lines.isNaN()
    let sorted = try lines.sorted()
    let count =
      try ignoresNaN
      ? isNaN.logicalNot().sum([last], keepingAxes: true).astype(parts.dtype)
      : NDArray.full(row.map { _ in 1 }, .integer(lines.shape[last]), dtype: parts.dtype)
    var result = try pick(from: sorted, parts.reshaped(to: row), of: count)
    if !ignoresNaN {
      let nan = try NDArray.full([], .float(.nan), dtype: dtype)
      result = try NDArray.where(isNaN.any([last], keepingAxes: true), nan, result)
    }
    let shape = keepsAxes ? x.shape.keeping(axes) : keptShape
    return [try result.movingAxis(last, to: 0).reshaped(to: operands[1].shape + shape)]
  }

  /// The quantiles along the last axis, of so many elements in order.
  private func pick(from sorted: NDArray, _ parts: NDArray, of count: NDArray) throws -> NDArray {
    let axis = sorted.rank - 1
    func element(_ places: NDArray) throws -> NDArray {
      let inside = try places.clipped(from: NDArray(0), to: (count - 1).maximum(NDArray(0))).astype(.int32)
      return try sorted.takeAlong(inside, axis: axis, outOfBounds: .clip)
    }
    if method == .invertedCDF { return try element((parts * count).ceil() - 1) }
    let place = try parts * (count - 1)
    let (low, high) = (try place.floor(), try place.ceil())
    switch method {
    case .lower: return try element(low)
    case .higher: return try element(high)
    case .midpoint: return try (element(low) + element(high)) * 0.5
    case .nearest: return try NDArray.where((place - low).lessOrEqual(NDArray(0.5)), element(low), element(high))
    case .linear, .invertedCDF:
      let weight = try place - low
      let mean = try element(low).astype(weight.dtype) * (1 - weight) + element(high).astype(weight.dtype) * weight
      return try mean.astype(sorted.dtype)
    }
  }
}

extension NDArray {
  /// The elements that given parts of all elements over the given axes, or over all, lie below; NaN where any is NaN.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - parts: numbers from zero to one, without axes or on one, which becomes the first axis of the result.
  ///   - axes: the axes to fold.
  ///   - method: what stands for a place between two elements.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` for parts of more than one axis,
  ///   ``ArrayError/argument(operation:problem:)`` when a folded axis has no elements,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func quantile(
    _ parts: NDArray, axes: [Int]? = nil, method: QuantileMethod = .linear, keepingAxes: Bool = false
  ) throws -> NDArray {
    try quantile(parts, axes, method, keepingAxes, ignoringNaN: false, for: "quantile")
  }

  /// ``quantile(_:axes:method:keepingAxes:)`` with parts of one hundred.
  ///
  /// - Throws: as that does.
  public func percentile(
    _ parts: NDArray, axes: [Int]? = nil, method: QuantileMethod = .linear, keepingAxes: Bool = false
  ) throws -> NDArray {
    try quantile(parts / 100.0, axes, method, keepingAxes, ignoringNaN: false, for: "percentile")
  }

  /// The element in the middle over the given axes, or over all, or the mean of the two there; NaN where any is NaN.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: as ``quantile(_:axes:method:keepingAxes:)`` does.
  public func median(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    try quantile(NDArray(0.5), axes, .midpoint, keepingAxes, ignoringNaN: false, for: "median")
  }

  /// ``quantile(_:axes:method:keepingAxes:)`` of the elements that are not NaN; NaN where there are none.
  ///
  /// - Throws: as that does.
  public func nanQuantile(
    _ parts: NDArray, axes: [Int]? = nil, method: QuantileMethod = .linear, keepingAxes: Bool = false
  ) throws -> NDArray {
    try quantile(parts, axes, method, keepingAxes, ignoringNaN: true, for: "nanQuantile")
  }

  /// ``percentile(_:axes:method:keepingAxes:)`` of the elements that are not NaN; NaN where there are none.
  ///
  /// - Throws: as that does.
  public func nanPercentile(
    _ parts: NDArray, axes: [Int]? = nil, method: QuantileMethod = .linear, keepingAxes: Bool = false
  ) throws -> NDArray {
    try quantile(parts / 100.0, axes, method, keepingAxes, ignoringNaN: true, for: "nanPercentile")
  }

  /// ``median(_:keepingAxes:)`` of the elements that are not NaN; NaN where there are none.
  ///
  /// - Throws: as that does.
  public func nanMedian(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    try quantile(NDArray(0.5), axes, .midpoint, keepingAxes, ignoringNaN: true, for: "nanMedian")
  }

  private func quantile(
    _ parts: NDArray, _ axes: [Int]?, _ method: QuantileMethod, _ keepsAxes: Bool, ignoringNaN: Bool,
    for operation: String
  ) throws -> NDArray {
    guard parts.rank <= 1 else {
      throw ArrayError.rank(operation: operation, expected: "parts without axes or on one", found: parts.rank)
    }
    let axes = try NDArray.normalize(axes, rank: rank, for: operation)
    try checkNotEmpty(axes, for: operation)
    let quantile = Quantile(axes: axes, keepsAxes: keepsAxes, method: method, ignoresNaN: ignoringNaN)
    return try quantile(self, parts.spelled(in: dtype.averaging.accumulating))
  }
}
