internal import Trees

/// The mean and a normal vector times the Cholesky factor of the covariance.
struct MultivariateNormal: Distribution {
  static let operationName = "multivariateNormal"

  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let mean = try parameters[0].astype(dtype)
    let factor = try parameters[1].astype(dtype).cholesky()
    let normal = try key.normal(shape + [mean.shape[mean.rank - 1]], dtype: dtype)
    return try mean + factor.matmul(normal.expanded(at: -1)).squeezed([-1])
  }
}

/// The columns of a normal matrix made orthonormal one after the other.
///
/// The factor Q of the decomposition QR with a positive diagonal of R, which makes it uniform. Sources: Mezzadri, "How to
/// generate random matrices from the classical compact groups", Notices of the AMS 54 (2007); Giraud, Langou and
/// Rozložník, "On the round-off error analysis of the Gram-Schmidt algorithm with reorthogonalization" (2002).
struct Orthogonal: Operation {
  static let operationName = "orthogonal"

  var rows: Int
  var columns: Int
  var shape: [Int]
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (long, short) = (max(rows, columns), min(rows, columns))
    guard short > 0 else { return [try NDArray.full(shape + [rows, columns], 0, dtype: dtype)] }
    let normal = try RandomKey(words: operands[0]).normal(shape + [long, short], dtype: dtype)
    let vectors = try normal.astype(dtype.accumulating).movingAxis(-1, to: 0)
    // The vectors made so far, one in each row, and zeros in the rows to come.
    let none = try NDArray.full(shape + [short, long], 0, dtype: vectors.dtype)
    let places = try NDArray.iota([short, 1], axis: 0)
    let made = try foriLoop(0..<short, [none, vectors]) { number, state in
      var vector = try state[1].take(number, axis: 0).expanded(at: -2)
      // Once leaves what rounding adds where a vector lies close to the others; twice is enough.
      for _ in 0..<2 {
        let parts = try (state[0] * vector).sum([-1], keepingAxes: true)
        vector = try vector - (parts * state[0]).sum([-2], keepingAxes: true)
      }
      let unit = try vector / vector.squared().sum([-1], keepingAxes: true).sqrt()
      return [try NDArray.where(places.equal(number), unit, state[0]), state[1]]
    }
    let matrices = try made[0].astype(dtype)
    return [rows < columns ? matrices : try matrices.swappingAxes(-1, -2)]
  }
}

extension RandomKey {
  /// Vectors from a normal distribution of several dimensions.
  ///
  /// - Parameters:
  ///   - mean: on the last axis; the others broadcast to the shape.
  ///   - covariance: symmetric positive definite matrices on the last two axes; the others broadcast to the shape. Others
  ///     give NaN.
  ///   - shape: how many vectors; the axes of the parameters but those of vectors and matrices when absent.
  ///   - dtype: a floating point type, which holds the parameters.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func multivariateNormal(
    mean: NDArray, covariance: NDArray, shape: [Int]? = nil, dtype: DType = .float32
  ) throws -> NDArray {
    let operation = MultivariateNormal.operationName
    guard let size = mean.shape.last, covariance.shape.suffix(2) == [size, size] else {
      throw ArrayError.shape(
        operation: operation, expected: "means of shape [..., n] and covariances of shape [..., n, n]",
        found: [mean.shape, covariance.shape])
    }
    let outer = [Array(mean.shape.dropLast()), Array(covariance.shape.dropLast(2))]
    let shape = try self.shape(shape, ofParameters: outer, operation)
    try checkFloating(shape, dtype, operation)
    try check([mean, covariance], fit: dtype, operation)
    return try MultivariateNormal(shape: shape, dtype: dtype)(
      data, mean.spelled(in: dtype), covariance.spelled(in: dtype))
  }

  /// Matrices whose rows or columns, whichever are fewer, are orthonormal: uniform ones.
  ///
  /// - Parameters:
  ///   - rows: how many rows.
  ///   - columns: how many columns, as many as rows when absent.
  ///   - shape: how many matrices.
  ///   - dtype: a floating point type.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func orthogonal(
    _ rows: Int, columns: Int? = nil, shape: [Int] = [], dtype: DType = .float32
  ) throws -> NDArray {
    let columns = columns ?? rows
    try checkFloating(shape + [rows, columns], dtype, "orthogonal")
    return try Orthogonal(rows: rows, columns: columns, shape: shape, dtype: dtype)(data)
  }
}
