/// How often each integer occurs, or the sums of the weights where it does.
struct BinCount: Operation {
  static let operationName = "bincount"

  var length: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = try operands[0].dtype == .bool ? operands[0].astype(.int32) : operands[0]
    let weights = operands.count > 1 ? operands[1] : try NDArray.full([], 1, dtype: .int32)
    let zeros = try NDArray.full([length], 0, dtype: weights.dtype)
    return [try zeros.at[x.maximum(NDArray(0))].add(weights)]
  }
}

/// How many elements lie between each two edges, or the sums of their weights.
struct Histogram: Operation {
  static let operationName = "histogram"

  var isDensity: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (x, edges, weights) = (try operands[0].flattened(), operands[1], try operands[2].flattened())
    let last = edges.count - 1
    // Bin zero lies before the first edge; what is beyond the last one is dropped.
    let bins = try NDArray.where(x.equal(edges[-1]), NDArray(last), edges.searchSorted(x, side: .right))
    var counts = try NDArray.full([edges.count], 0, dtype: weights.dtype).at[bins].add(weights)[1...]
    if isDensity { counts = try counts / edges.differences() / counts.sum() }
    return [counts]
  }
}

/// Evenly spaced edges from the least to the greatest element, or around the only one.
struct HistogramEdges: Operation {
  static let operationName = "histogram"

  var bins: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (least, greatest) = (try operands[0].min(), try operands[0].max())
    let margin = try NDArray.where(least.equal(greatest), NDArray(0.5), NDArray(0.0))
    return [
      try Linspace(count: bins + 1, includesStop: true, dtype: operands[0].dtype)(least - margin, greatest + margin)
    ]
  }
}

extension NDArray {
  /// How often each integer from zero up to but without `length` occurs; or, with weights, their sums.
  ///
  /// Negative integers count as zero, those beyond the length are left out.
  /// - Parameters:
  ///   - length: the size of the result.
  ///   - weights: a number for each element; then the result has their dtype, and `int32` otherwise.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` unless the array has one axis,
  ///   ``ArrayError/dtype(operation:expected:found:)`` for other elements than integers and booleans,
  ///   ``ArrayError/shape(operation:expected:found:)`` for weights of another shape,
  ///   ``ArrayError/negativeSize(operation:shape:)``.
  public func bincount(length: Int, weights: NDArray? = nil) throws -> NDArray {
    guard rank == 1 else { throw ArrayError.rank(operation: "bincount", expected: "an array of one axis", found: rank) }
    if dtype != .bool { try requireIntegers(for: "bincount") }
    try NDArray.checkSizes([length], for: "bincount")
    try checkWeights(weights, for: "bincount")
    return try BinCount(length: length).apply([self] + (weights.map { [$0] } ?? []))[0]
  }

  /// How many elements lie in each of some bins of equal width, and the edges of the bins; the last bin has its end.
  ///
  /// Integers are taken as `float32`, and so are the counts.
  /// - Parameters:
  ///   - bins: how many.
  ///   - range: from where to where; from the least to the greatest element when absent.
  ///   - weights: a number for each element, added up in place of ones.
  ///   - density: whether the counts are divided by their sum and the widths of the bins.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for fewer than one bin or a range that does not ascend, or
  ///   without a range for an array without elements, ``ArrayError/shape(operation:expected:found:)`` for weights of
  ///   another shape.
  public func histogram(
    bins: Int = 10, range: (Double, Double)? = nil, weights: NDArray? = nil, density: Bool = false
  ) throws -> (counts: NDArray, edges: NDArray) {
    guard bins > 0, range.map({ $0.0 <= $0.1 }) ?? (count > 0) else {
      throw ArrayError.argument(
        operation: "histogram",
        problem: "\(bins) bins cannot divide "
          + (range.map { "the range from \($0.0) to \($0.1)" } ?? "the elements of an array of shape \(shape)"))
    }
    try NDArray.checkSizes([bins], for: "histogram")
    let dtype = dtype.averaging
    let x = try astype(dtype)
    let bounds = try range.map { try NDArray([$0.0, $0.1], dtype: dtype) } ?? x
    return try x.histogram(edges: HistogramEdges(bins: bins)(bounds), weights: weights, density: density)
  }

  /// How many elements lie between each two edges, and the edges; the last bin has its end.
  ///
  /// - Parameters:
  ///   - edges: ascending, on one axis.
  ///   - weights: a number for each element, added up in place of ones.
  ///   - density: whether the counts are divided by their sum and the widths of the bins.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` unless the edges have one axis,
  ///   ``ArrayError/argument(operation:problem:)`` for fewer than two edges,
  ///   ``ArrayError/shape(operation:expected:found:)`` for weights of another shape.
  public func histogram(
    edges: NDArray, weights: NDArray? = nil, density: Bool = false
  ) throws -> (counts: NDArray, edges: NDArray) {
    guard edges.rank == 1 else {
      throw ArrayError.rank(operation: "histogram", expected: "edges of one axis", found: edges.rank)
    }
    guard edges.count > 1 else {
      throw ArrayError.argument(operation: "histogram", problem: "two edges are needed at least, found \(edges.count)")
    }
    try checkWeights(weights, for: "histogram")
    let dtype = weights.map { self.dtype.promoted(with: $0.dtype) }?.averaging ?? self.dtype.averaging
    let terms = try weights?.astype(dtype) ?? NDArray.full(shape, 1, dtype: dtype)
    return (try Histogram(isDensity: density)(astype(dtype), edges, terms), edges)
  }

  private func checkWeights(_ weights: NDArray?, for operation: String) throws {
    guard weights.map({ $0.shape == shape }) ?? true else {
      throw ArrayError.shape(
        operation: operation, expected: "weights of shape \(shape)", found: [weights?.shape ?? []])
    }
  }
}
