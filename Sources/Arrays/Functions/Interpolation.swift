/// What a function known at some points is beyond the first or the last of them.
public enum Extrapolation: Hashable, Sendable {
  /// As at the nearest point.
  case nearest
  /// A number.
  case value(Double)
  /// On with the line between the two nearest points.
  case linear
}

/// Values of a function that is straight between points, at places of its argument.
struct Interpolation: Operation {
  static let operationName = "interpolated"

  var left: Extrapolation
  var right: Extrapolation
  var period: Double?
  var dtypes: [DType]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    var (x, points) = (try operands[0].astype(dtypes[0]), try operands[1].astype(dtypes[0]))
    var values = try operands[2].astype(dtypes[1])
    if let period { (x, points, values) = try wrapped(x, points, values, around: Swift.abs(period)) }
    let next = try points.searchSorted(x, side: .right).clipped(from: NDArray(1), to: NDArray(points.count - 1))
    func at(_ array: NDArray, _ places: NDArray) throws -> NDArray {
      try array.take(places, axis: 0, outOfBounds: .clip)
    }
    let previous = try next - 1
    let (point, value) = (try at(points, previous), try at(values, previous))
    let (run, rise) = (try at(points, next) - point, try at(values, next) - value)
    // Where points coincide there is no slope.
    let isFlat = try run.equal(NDArray(0))
    let slope = try (x - point) / NDArray.where(isFlat, NDArray(1), run)
    var result = try NDArray.where(isFlat, value, value + slope * rise)
    guard period == nil else { return [result] }
    if let beyond = try edge(left, values[0]) { result = try NDArray.where(x.less(points[0]), beyond, result) }
    if let beyond = try edge(right, values[-1]) { result = try NDArray.where(x.greater(points[-1]), beyond, result) }
    return [result]
  }

  private func edge(_ extrapolation: Extrapolation, _ nearest: NDArray) throws -> NDArray? {
    switch extrapolation {
    case .nearest: nearest
    case .value(let number): NDArray(number)
    case .linear: nil
    }
  }

  /// Everything within one period, with the last point before it and the first behind it.
  private func wrapped(
    _ x: NDArray, _ points: NDArray, _ values: NDArray, around period: Double
  ) throws -> (NDArray, NDArray, NDArray) {
    let length = try NDArray.full([], .float(period), dtype: x.dtype)
    let sorted = try Sort(axis: 0).apply([points % length, values])
    let (p, v) = (sorted[0], sorted[1])
    return (
      try x % length, try NDArray.concatenate([p[(-1)...] - length, p, p[..<1] + length]),
      try NDArray.concatenate([v[(-1)...], v, v[..<1]])
    )
  }
}

extension NDArray {
  /// The values at these places of a function that is straight between points.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - points: ascending places, on one axis.
  ///   - values: the values at the points.
  ///   - left: what the function is before the first point.
  ///   - right: what the function is behind the last point.
  ///   - period: how long the function takes until it begins anew; then the points need not ascend, and nothing lies
  ///     beyond them.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` unless points and values are on one axis of one size,
  ///   ``ArrayError/argument(operation:problem:)`` without points or for a period of zero.
  public func interpolated(
    _ points: NDArray, _ values: NDArray, left: Extrapolation = .nearest, right: Extrapolation = .nearest,
    period: Double? = nil
  ) throws -> NDArray {
    guard points.rank == 1, points.shape == values.shape else {
      throw ArrayError.shape(
        operation: "interpolated", expected: "points and values on one axis of one size",
        found: [points.shape, values.shape])
    }
    guard points.count > 0, period != 0 else {
      throw ArrayError.argument(
        operation: "interpolated", problem: "\(points.count) points and the period \(period ?? .infinity) tell nothing")
    }
    let dtype = PromotionType.join(promotionType, points.promotionType).dtype.averaging
    return try Interpolation(
      left: left, right: right, period: period, dtypes: [dtype, values.dtype.averaging]
    ).apply([spelled(in: dtype), points.spelled(in: dtype), values])[0]
  }
}
