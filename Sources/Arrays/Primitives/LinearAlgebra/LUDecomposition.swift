internal import StableHLO

/// The factors of P A = L U by Gaussian elimination with row exchanges, for square matrices of the last two axes.
///
/// The first result holds U and, below its diagonal, L, whose diagonal is one; the second says from which row of A each
/// row of L U comes, as `int32`. Derivative: with F = L⁻¹ P Ȧ U⁻¹ that of L is L tril₋₁(F), that of U is triu(F) U.
///
/// Source: Golub and van Loan, "Matrix computations", 4th edition, algorithm 3.4.1. It runs column by column on the
/// device, without LAPACK.
struct LUDecomposition: Primitive {
  static let name = "lu"

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    try operands[0].requireSquareMatrices(for: Self.name)
    return [operands[0], ArrayType(Array(operands[0].shape.dropLast()), .int32)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let count = TensorType([], .int32)
    let rows = results[1].shape
    let zero = builder.constant("0", count)
    let order = builder.iota(axis: rows.count - 1, results[1])
    guard rows[rows.count - 1] > 0 else { return [operands[0], order] }
    let matrix = builder.widened(operands[0])
    let final = builder.whileLoop([zero, matrix, order]) { builder, values in
      let size = builder.constant("\(rows[rows.count - 1])", count)
      return builder.compare(.less, values[0], size)
    } body: { builder, values in
      let one = builder.constant("1", count)
      let next = builder.elementwise("add", values[0], one)
      return [next] + builder.compose(Self.name, values) { try Self.eliminate(column: $0[0], $0[1], order: $0[2]) }
    }
    return [builder.converted(final[1], to: results[0].element), final[2]]
  }

  /// The matrix and the order of its rows after one more column.
  private static func eliminate(column: NDArray, _ matrix: NDArray, order: NDArray) throws -> [NDArray] {
    let (zero, rank) = (try NDArray.full(like: matrix, 0), matrix.rank)
    let rows = try NDArray.iota(matrix.shape, axis: rank - 2)
    let columns = try NDArray.iota(matrix.shape, axis: rank - 1)
    let place = try NDArray.iota(order.shape, axis: order.rank - 1)
    let entries = try NDArray.where(columns.equal(column), matrix, zero).sum([rank - 1])
    let candidates = try NDArray.where(place.greaterOrEqual(column), entries.abs(), -1)
    let pivot = try candidates.argmax(axis: -1).expanded(at: -1)
    let source = try NDArray.where(
      place.equal(column), pivot, NDArray.where(place.equal(pivot), column, place))
    let exchanged = try matrix.takeAlong(source.expanded(at: -1), axis: -2, outOfBounds: .clip)
    let row = try NDArray.where(rows.equal(column), exchanged, zero).sum([rank - 2], keepingAxes: true)
    let below = try NDArray.where(columns.equal(column), exchanged, zero).sum([rank - 1], keepingAxes: true)
    let divisor = try NDArray.where(columns.equal(column), row.broadcasted(to: matrix.shape), zero)
      .sum([rank - 1], keepingAxes: true)
    let safe = try NDArray.where(divisor.equal(0), NDArray.full(like: divisor, 1), divisor)
    let factors = try (below / safe).broadcasted(to: matrix.shape)
    let isBelow = try rows.greater(column)
    let eliminated = try NDArray.where(
      columns.equal(column), factors, NDArray.where(columns.greater(column), exchanged - factors * row, exchanged))
    return [
      try NDArray.where(isBelow, eliminated, exchanged),
      try order.takeAlong(source, axis: -1, outOfBounds: .clip),
    ]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let results = try apply(primals)
    guard let tangent = tangents[0] else { return (results, [nil, nil]) }
    let (factors, order) = (results[0], results[1])
    let permuted = try tangent.takeAlong(order.expanded(at: -1), axis: -2, outOfBounds: .clip)
    // F = L⁻¹ (P Ȧ) U⁻¹; the division by U from the right is one by Uᵀ from the left, of the transpose.
    let left = try TriangularSolve(isLower: true, hasUnitDiagonal: true)(factors, permuted)
    let inner = try TriangularSolve(isLower: false, isTransposed: true)(factors, left.swappingAxes(-1, -2))
      .swappingAxes(-1, -2)
    let lower =
      try factors.lowerTriangle(offset: -1) + NDArray.eye(factors.shape[factors.rank - 1], dtype: factors.dtype)
    let change =
      try lower.matmul(inner.lowerTriangle(offset: -1))
      + inner.upperTriangle().matmul(factors.upperTriangle())
    return (results, [change, nil])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    try apply([operands[0].placed(at: 0, size: size)]).map { Batched(array: $0, axis: 0) }
  }
}
