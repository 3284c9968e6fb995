internal import StableHLO

/// A mean within a sliding window, by the number of elements in it or by the window's size.
struct AveragePool: Operation {
  static let operationName = "averagePool"

  var sizes: [Int]
  var window: SlidingWindow
  var countsPadding: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = try operands[0].dtype.isFloating ? operands[0] : operands[0].astype(.float32)
    let sums = try WindowSum(sizes: sizes, window: window)(x)
    if countsPadding { return [try sums / Double(sizes.reduce(1, *))] }
    let counts = try WindowSum(sizes: sizes, window: window)(NDArray.full(like: x, 1))
    return [try sums / counts]
  }
}

extension NDArray {
  /// The greatest element within a window that slides along some axes; NaN if any is.
  ///
  /// The derivative goes to the first of equal elements.
  /// - Parameters:
  ///   - window: the size of the window along each of the axes.
  ///   - strides: how far it moves; one when absent.
  ///   - padding: how the array is extended at its edges, by elements that are never chosen.
  ///   - dilation: the distance of neighbours within the window; one when absent.
  ///   - axes: the axes to slide along; the last ones when absent.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for windows that are none,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func maxPool(
    _ window: [Int], strides: [Int]? = nil, padding: WindowPadding = .valid, dilation: [Int]? = nil, axes: [Int]? = nil
  ) throws -> NDArray {
    let (sizes, sliding) = try pool(window, strides, padding, dilation, axes, for: "maxPool")
    return try WindowExtremum(sizes: sizes, window: sliding, isMaximum: true)(self)
  }

  /// The least element within a window that slides along some axes; NaN if any is.
  ///
  /// The parameters and errors are those of ``maxPool(_:strides:padding:dilation:axes:)``.
  /// - Throws: as that function does.
  public func minPool(
    _ window: [Int], strides: [Int]? = nil, padding: WindowPadding = .valid, dilation: [Int]? = nil, axes: [Int]? = nil
  ) throws -> NDArray {
    let (sizes, sliding) = try pool(window, strides, padding, dilation, axes, for: "minPool")
    return try WindowExtremum(sizes: sizes, window: sliding, isMaximum: false)(self)
  }

  /// The sum within a window that slides along some axes.
  ///
  /// The parameters and errors are those of ``maxPool(_:strides:padding:dilation:axes:)``; padding counts as zeros.
  /// - Throws: as that function does, and ``ArrayError/dtype(operation:expected:found:)`` for booleans.
  public func sumPool(
    _ window: [Int], strides: [Int]? = nil, padding: WindowPadding = .valid, dilation: [Int]? = nil, axes: [Int]? = nil
  ) throws -> NDArray {
    let (sizes, sliding) = try pool(window, strides, padding, dilation, axes, for: "sumPool")
    return try WindowSum(sizes: sizes, window: sliding)(self)
  }

  /// The mean within a window that slides along some axes.
  ///
  /// Integers are taken as `float32`. The parameters and errors are those of
  /// ``maxPool(_:strides:padding:dilation:axes:)``; `countingPadding` says whether padding counts as zeros, or only the
  /// elements themselves are averaged.
  /// - Throws: as that function does.
  public func averagePool(
    _ window: [Int], strides: [Int]? = nil, padding: WindowPadding = .valid, dilation: [Int]? = nil,
    axes: [Int]? = nil, countingPadding: Bool = true
  ) throws -> NDArray {
    let (sizes, sliding) = try pool(window, strides, padding, dilation, axes, for: "averagePool")
    return try AveragePool(sizes: sizes, window: sliding, countsPadding: countingPadding)(self)
  }

  /// A window along some axes as one along all of them, of size one along the others.
  private func pool(
    _ window: [Int], _ strides: [Int]?, _ padding: WindowPadding, _ dilation: [Int]?, _ axes: [Int]?,
    for operation: String
  ) throws -> (sizes: [Int], SlidingWindow) {
    let axes = axes ?? Array(-window.count..<0)
    let places = try NDArray.normalize(axes, rank: rank, for: operation, isSorted: false)
    let window = try WindowPadding.positive(window, "sizes of the window", count: places.count, for: operation)
    let strides = try WindowPadding.positive(strides, "strides", count: places.count, for: operation)
    let dilation = try WindowPadding.positive(dilation, "distances within it", count: places.count, for: operation)
    let amounts = try padding.amounts(
      places.map { shape[$0] }, extents: zip(window, dilation).map { ($0 - 1) * $1 + 1 }, strides: strides,
      for: operation)
    var sizes = shape.map { _ in 1 }
    var sliding = SlidingWindow(rank: rank)
    for (position, place) in places.enumerated() {
      sizes[place] = window[position]
      sliding.strides[place] = strides[position]
      sliding.windowDilation[place] = dilation[position]
      sliding.low[place] = amounts.low[position]
      sliding.high[place] = amounts.high[position]
    }
    return (sizes, sliding)
  }
}
