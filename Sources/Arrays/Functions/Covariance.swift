/// The covariances of each two variables, which are rows of one or two matrices.
struct Covariance: Operation {
  static let operationName = "covariance"

  var rowsAreVariables: Bool
  var lostFreedom: Int
  var isNormalized: Bool
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = try NDArray.concatenate(
      operands.enumerated().map { position, array in
        let matrix = try array.astype(dtype).rank < 2 ? array.astype(dtype).reshaped(to: [1, -1]) : array.astype(dtype)
        // A single line is a variable, however variables lie.
        let isLine = position == 0 ? array.rank < 2 : matrix.shape[0] == 1
        return rowsAreVariables || isLine ? matrix : try matrix.transposed()
      })
    let count = x.shape[1]
    let shape = x.shape[0] == 1 ? [] : [x.shape[0], x.shape[0]]
    guard count > 0 else { return [try NDArray.full(shape, .float(.nan), dtype: dtype)] }
    let centered = try x - x.mean([1], keepingAxes: true)
    let covariance = try centered.matmul(centered.transposed()) / (Double(count) - Double(lostFreedom))
    return [try (isNormalized ? normalized(covariance) : covariance).reshaped(to: shape)]
  }

  /// Covariances divided by the standard deviations of both variables.
  private func normalized(_ covariance: NDArray) throws -> NDArray {
    let deviations = try covariance.diagonal().sqrt()
    let quotients = try covariance / deviations.expanded(at: 1) / deviations.expanded(at: 0)
    return try quotients.clipped(from: NDArray(-1), to: NDArray(1))
  }
}

extension NDArray {
  /// The covariances of each two variables, a square matrix; without axes for a single variable.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - other: further variables, observed as often.
  ///   - rowsAreVariables: whether the rows of a matrix are variables and its columns observations, or the other way.
  ///   - ddof: how much less than the number of observations the sums of products are divided by.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` for more than two axes,
  ///   ``ArrayError/shape(operation:expected:found:)`` for different numbers of observations.
  public func covariance(
    with other: NDArray? = nil, rowsAreVariables: Bool = true, ddof: Int = 1
  ) throws -> NDArray {
    try covariance(other, rowsAreVariables, ddof, isNormalized: false, for: "covariance")
  }

  /// The correlation coefficients of each two variables, a square matrix; without axes for a single variable.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - other: further variables, observed as often.
  ///   - rowsAreVariables: whether the rows of a matrix are variables and its columns observations, or the other way.
  /// - Throws: as ``covariance(with:rowsAreVariables:ddof:)`` does.
  public func correlation(with other: NDArray? = nil, rowsAreVariables: Bool = true) throws -> NDArray {
    try covariance(other, rowsAreVariables, 1, isNormalized: true, for: "correlation")
  }

  private func covariance(
    _ other: NDArray?, _ rowsAreVariables: Bool, _ ddof: Int, isNormalized: Bool, for operation: String
  ) throws -> NDArray {
    let arrays = [self] + (other.map { [$0] } ?? [])
    for array in arrays where array.rank > 2 {
      throw ArrayError.rank(operation: operation, expected: "an array of two axes at most", found: array.rank)
    }
    let type = arrays.dropFirst().reduce(promotionType) { PromotionType.join($0, $1.promotionType) }
    return try Covariance(
      rowsAreVariables: rowsAreVariables, lostFreedom: ddof, isNormalized: isNormalized, dtype: type.dtype.averaging
    ).apply(arrays)[0]
  }
}
