/// Solutions of linear equations by elimination: X with A X = B.
private struct Solve: Operation {
  static let operationName = "solve"

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let results = try LUDecomposition().apply([operands[0]])
    let permuted = try operands[1].takeAlong(results[1].expanded(at: -1), axis: -2, outOfBounds: .clip)
    let lower = try TriangularSolve(isLower: true, hasUnitDiagonal: true)(results[0], permuted)
    return [try TriangularSolve(isLower: false)(results[0], lower)]
  }
}

/// The signs of determinants and the logarithms of their absolute values.
private struct SignAndLogDeterminant: Operation {
  static let operationName = "slogdet"

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (diagonal, sign) = try operands[0].eliminated()
    return [try sign * diagonal.sign().product([-1]), try diagonal.abs().log().sum([-1])]
  }
}

/// Determinants: the product of what elimination leaves on the diagonal.
private struct Determinant: Operation {
  static let operationName = "determinant"

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (diagonal, sign) = try operands[0].eliminated()
    return [try sign * diagonal.product([-1])]
  }
}

/// Solutions of positive definite linear equations from the factor L of the matrix L Lᵀ.
private struct CholeskySolve: Operation {
  static let operationName = "cholSolve"

  var isLower: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let first = try TriangularSolve(isLower: isLower, isTransposed: !isLower)(operands[0], operands[1])
    return [try TriangularSolve(isLower: isLower, isTransposed: isLower)(operands[0], first)]
  }
}

extension NDArray {
  /// The lower triangular factors L of positive definite matrices A = L Lᵀ on the last two axes, or Lᵀ.
  ///
  /// The matrices are taken as (A + Aᵀ)/2. Matrices that are not positive definite give NaN. Integers are taken as
  /// `float32`.
  /// - Parameter isUpper: whether the upper triangular factor Lᵀ is wanted.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for other shapes than square matrices.
  public func cholesky(upper isUpper: Bool = false) throws -> NDArray {
    let factor = try Cholesky().floating(self)
    return isUpper ? try factor.swappingAxes(-1, -2) : factor
  }

  /// The solution X of A X = B for triangular matrices A on the last two axes, of which only one triangle is read.
  ///
  /// Axes before the matrices broadcast. Integers are taken as `float32`.
  /// - Parameters:
  ///   - right: B, matrices, or vectors with one axis less than A.
  ///   - isLower: whether the lower triangle is read, not the upper one.
  ///   - isTransposed: whether Aᵀ X = B is meant.
  ///   - hasUnitDiagonal: whether the diagonal is taken as ones.
  ///   - isLeftSide: whether A stands to the left of X, or X A = B is meant.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for shapes that do not fit.
  public func triangularSolve(
    _ right: NDArray, lower isLower: Bool = false, transposed isTransposed: Bool = false,
    unitDiagonal hasUnitDiagonal: Bool = false, leftSide isLeftSide: Bool = true
  ) throws -> NDArray {
    let solve = TriangularSolve(
      isLower: isLower, isTransposed: isTransposed == isLeftSide, hasUnitDiagonal: hasUnitDiagonal)
    if isLeftSide { return try solveColumns(solve, right, for: "triangularSolve") }
    // X A = B is Aᵀ Xᵀ = Bᵀ.
    guard right.rank >= 2 else {
      throw ArrayError.rank(operation: "triangularSolve", expected: "matrices of two axes or more", found: right.rank)
    }
    return try solveColumns(solve, right.swappingAxes(-1, -2), for: "triangularSolve").swappingAxes(-1, -2)
  }

  /// The solution X of A X = B for the positive definite matrix A of which this is the factor, as ``cholesky(upper:)``
  /// gives it.
  ///
  /// - Parameters:
  ///   - right: B, matrices, or vectors with one axis less than A.
  ///   - isLower: whether this is the lower triangular factor.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for shapes that do not fit.
  public func cholSolve(_ right: NDArray, lower isLower: Bool = true) throws -> NDArray {
    try solveColumns(CholeskySolve(isLower: isLower), right, for: "cholSolve")
  }

  /// The solution X of A X = B for square matrices A on the last two axes, by elimination with row exchanges.
  ///
  /// Axes before the matrices broadcast. Singular matrices give infinities or NaN. Integers are taken as `float32`.
  /// - Parameter right: B, matrices, or vectors with one axis less than A.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for shapes that do not fit.
  public func solve(_ right: NDArray) throws -> NDArray { try solveColumns(Solve(), right, for: "solve") }

  /// The inverses of square matrices on the last two axes; infinities or NaN for singular ones.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for other shapes than square matrices.
  public func inverse() throws -> NDArray {
    try requireSquare(for: "inverse")
    let one = try NDArray.eye(shape[rank - 1], dtype: dtype.averaging)
    return try solve(one.broadcasted(to: shape))
  }

  /// The determinants of square matrices on the last two axes.
  ///
  /// Integers are taken as `float32`. The derivative is infinite or NaN at singular matrices.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for other shapes than square matrices.
  public func determinant() throws -> NDArray {
    try requireSquare(for: "determinant")
    return try Determinant().floating(self)
  }

  /// The signs of the determinants of square matrices on the last two axes, and the logarithms of their absolute values.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for other shapes than square matrices.
  public func slogdet() throws -> (sign: NDArray, logarithm: NDArray) {
    try requireSquare(for: "slogdet")
    let results = try SignAndLogDeterminant().apply([astype(dtype.averaging)])
    return (results[0], results[1])
  }

  /// What elimination leaves on the diagonal, and the sign of the row exchanges.
  fileprivate func eliminated() throws -> (diagonal: NDArray, sign: NDArray) {
    let results = try LUDecomposition().apply([self])
    let diagonal = try results[0].diagonal(axes: (rank - 2, rank - 1))
    // The sign is that of the number of pairs in the wrong order.
    let order = results[1]
    let isWrong = try order.expanded(at: -1).greater(order.expanded(at: -2))
    let inversions = try isWrong.upperTriangle().sum([-2, -1])
    return (diagonal, try 1 - 2 * (inversions % 2).astype(dtype))
  }

  private func requireSquare(for operation: String) throws {
    try type.with(dtype: dtype.averaging).requireSquareMatrices(for: operation)
  }

  /// Runs an operation on matrices and right sides, with vectors as single columns and leading axes broadcast.
  private func solveColumns(_ body: some Operation, _ right: NDArray, for operation: String) throws -> NDArray {
    try requireSquare(for: operation)
    let isVector = right.rank == rank - 1 || right.rank == 1
    let columns = isVector ? try right.expanded(at: -1) : right
    guard columns.rank >= 2, columns.shape[columns.rank - 2] == shape[rank - 1] else {
      throw ArrayError.shape(
        operation: operation, expected: "a right side with \(shape[rank - 1]) rows, as many as the matrix has",
        found: [shape, right.shape])
    }
    let leading = try NDArray.broadcastShape(
      [Array(shape.dropLast(2)), Array(columns.shape.dropLast(2))], for: operation)
    let dtype = PromotionType.join(promotionType, right.promotionType).dtype.averaging
    let solution = try body.apply([
      astype(dtype).broadcasted(to: leading + shape.suffix(2)),
      columns.astype(dtype).broadcasted(to: leading + columns.shape.suffix(2)),
    ])[0]
    return isVector ? try solution.squeezed([-1]) : solution
  }
}
