/// Ones on a diagonal, zeros elsewhere.
struct Eye: Operation {
  static let operationName = "eye"

  var shape: [Int]
  var offset: Int
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let rows = try NDArray.iota(shape, axis: 0) + boundedOffset(offset, of: shape)
    return [try rows.equal(NDArray.iota(shape, axis: 1)).astype(dtype)]
  }
}

/// For each index a row of zeros with a one at that index.
struct OneHot: Operation {
  static let operationName = "oneHot"

  var count: Int
  var axis: Int
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let indices = operands[0]
    var shape = indices.shape
    shape.insert(count, at: axis)
    let spread = try indices.broadcasted(to: shape, along: shape.indices.filter { $0 != axis })
    return [try spread.equal(NDArray.iota(shape, axis: axis, dtype: indices.dtype)).astype(dtype)]
  }
}

extension NDArray {
  /// A matrix with ones on a diagonal and zeros elsewhere: the identity when it is square and the diagonal the main one.
  ///
  /// - Parameters:
  ///   - rows: the number of rows.
  ///   - columns: the number of columns, that of the rows when absent.
  ///   - offset: how far above the main diagonal the ones lie; negative for below.
  ///   - dtype: the type of the elements.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``.
  public static func eye(
    _ rows: Int, _ columns: Int? = nil, offset: Int = 0, dtype: DType = .float32
  ) throws -> NDArray {
    let shape = [rows, columns ?? rows]
    try checkSizes(shape, for: "eye")
    return try Eye(shape: shape, offset: offset, dtype: dtype).apply([])[0]
  }

  /// For each index a row of zeros with a one at that index; a row of zeros for an index out of range.
  ///
  /// - Parameters:
  ///   - indices: integers of any shape.
  ///   - count: the size of the new axis.
  ///   - axis: the place of the new axis in the result.
  ///   - dtype: the type of the elements.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``, ``ArrayError/axisOutOfRange(operation:axis:rank:)``,
  ///   ``ArrayError/dtype(operation:expected:found:)`` for other indices than integers.
  public static func oneHot(
    _ indices: NDArray, count: Int, axis: Int = -1, dtype: DType = .float32
  ) throws -> NDArray {
    try checkSizes([count], for: "oneHot")
    try indices.requireIntegers(for: "oneHot")
    let place = try normalize(axis, rank: indices.rank + 1, for: "oneHot")
    return try OneHot(count: count, axis: place, dtype: dtype)(indices)
  }
}
