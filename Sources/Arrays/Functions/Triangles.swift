/// The elements on one side of a diagonal, zeros on the other.
struct Triangle: Operation {
  static let operationName = "triangle"

  var offset: Int
  var isLower: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let matrix = Array(x.shape.suffix(2))
    let isInside = try triangle(matrix, offset: offset, isLower: isLower)
    return [try NDArray.where(isInside, x, NDArray.full(x.shape, 0, dtype: x.dtype))]
  }
}

/// Whether places of a matrix are on one side of a diagonal, or on it.
private func triangle(_ shape: [Int], offset: Int, isLower: Bool) throws -> NDArray {
  let rows = try NDArray.iota(shape, axis: 0) + boundedOffset(offset, of: shape)
  let columns = try NDArray.iota(shape, axis: 1)
  return try isLower ? rows.greaterOrEqual(columns) : rows.lessOrEqual(columns)
}

/// The offset of a diagonal, or that of one just outside of the matrix where it would lie farther away.
func boundedOffset(_ offset: Int, of shape: [Int]) -> Int { Swift.min(Swift.max(offset, -shape[0]), shape[1]) }

/// The elements at places that are equal, but for an offset, along two axes; they form a new last axis.
struct Diagonal: Operation {
  static let operationName = "diagonal"

  var offset: Int
  var axes: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let rest = x.shape.indices.filter { !axes.contains($0) }
    let (rows, columns) = (x.shape[axes[0]], x.shape[axes[1]])
    let offset = boundedOffset(offset, of: [rows, columns])
    let (row, column) = (Swift.max(-offset, 0), Swift.max(offset, 0))
    let count = Swift.max(Swift.min(rows - row, columns - column), 0)
    let kept = rest.map { x.shape[$0] }
    // In row-major order the diagonal is every (columns + 1)-th element.
    let flat = try x.transposed(rest + axes).reshaped(to: kept + [rows * columns])
    let start = count == 0 ? 0 : row * columns + column
    let limit = count == 0 ? 0 : start + (count - 1) * (columns + 1) + 1
    return [
      try Slice(
        starts: kept.map { _ in 0 } + [start], limits: kept + [limit], strides: kept.map { _ in 1 } + [columns + 1])(
          flat)
    ]
  }
}

extension NDArray {
  /// The matrices of the last two axes with zeros above a diagonal.
  ///
  /// - Parameter offset: how far above the main diagonal the last kept one lies; negative for below.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` for fewer than two axes.
  public func lowerTriangle(offset: Int = 0) throws -> NDArray {
    try requireMatrix(for: "lowerTriangle")
    return try Triangle(offset: offset, isLower: true)(self)
  }

  /// The matrices of the last two axes with zeros below a diagonal.
  ///
  /// - Parameter offset: how far above the main diagonal the first kept one lies; negative for below.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` for fewer than two axes.
  public func upperTriangle(offset: Int = 0) throws -> NDArray {
    try requireMatrix(for: "upperTriangle")
    return try Triangle(offset: offset, isLower: false)(self)
  }

  /// The elements on a diagonal of two axes; they form a new last axis.
  ///
  /// - Parameters:
  ///   - offset: how far above the main diagonal; negative for below.
  ///   - axes: the axis of rows and that of columns.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func diagonal(offset: Int = 0, axes: (Int, Int) = (0, 1)) throws -> NDArray {
    let axes = try NDArray.normalize([axes.0, axes.1], rank: rank, for: "diagonal", isSorted: false)
    return try Diagonal(offset: offset, axes: axes)(self)
  }

  /// A matrix that is true on and below a diagonal: with the default, the mask of causal attention.
  ///
  /// - Parameters:
  ///   - rows: the number of rows.
  ///   - columns: the number of columns, that of the rows when absent.
  ///   - offset: how far above the main diagonal the last true one lies.
  ///   - dtype: ones and zeros of this type in place of booleans.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``.
  public static func triangle(
    _ rows: Int, _ columns: Int? = nil, offset: Int = 0, dtype: DType = .bool
  ) throws -> NDArray {
    let shape = [rows, columns ?? rows]
    try checkSizes(shape, for: "triangle")
    return try TriangleMask(shape: shape, offset: offset, dtype: dtype).apply([])[0]
  }

  private func requireMatrix(for operation: String) throws {
    guard rank >= 2 else {
      throw ArrayError.rank(operation: operation, expected: "an array of two axes or more", found: rank)
    }
  }
}

/// Ones on and below a diagonal.
struct TriangleMask: Operation {
  static let operationName = "triangle"

  var shape: [Int]
  var offset: Int
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    [try triangle(shape, offset: offset, isLower: true).astype(dtype)]
  }
}
