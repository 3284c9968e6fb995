/// The products of all pairs of elements of two arrays, blocks of one within the places of the other.
private struct Kronecker: BinaryOperands {
  static let operationName = "kron"

  var dtype: DType

  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    let rank = Swift.max(x.rank, y.rank)
    let left = [Int](repeating: 1, count: rank - x.rank) + x.shape
    let right = [Int](repeating: 1, count: rank - y.rank) + y.shape
    let product = try x.reshaped(to: left.flatMap { [$0, 1] }) * y.reshaped(to: right.flatMap { [1, $0] })
    return try product.reshaped(to: zip(left, right).map { $0 * $1 })
  }
}

/// The vector products of the vectors along the last axis.
private struct Cross: BinaryOperands {
  static let operationName = "cross"

  var dtype: DType

  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    let (a, b) = (try x.split(into: 3, axis: -1), try y.split(into: 3, axis: -1))
    return try NDArray.concatenate(
      [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]], axis: -1)
  }
}

/// A function of two arrays after conversion to one dtype.
private protocol BinaryOperands: Operation {
  var dtype: DType { get }
  func value(_ x: NDArray, _ y: NDArray) throws -> NDArray
}

extension BinaryOperands {
  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    [try value(operands[0].astype(dtype), operands[1].astype(dtype))]
  }
}

extension NDArray {
  /// The Kronecker product: each element of this array times the whole other one, in its place.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the result would be too large.
  public func kron(_ other: NDArray) throws -> NDArray {
    try NDArray.checkSizes(shape + other.shape, for: "kron")
    return try Kronecker(dtype: common(other))(self, other)
  }

  /// The vector product of vectors of three elements along an axis; the other axes broadcast.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for vectors of another length,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func cross(_ other: NDArray, axis: Int = -1) throws -> NDArray {
    let operands = try [self, other].map { operand in
      let place = try NDArray.normalize(axis, rank: operand.rank, for: "cross")
      guard operand.shape[place] == 3 else {
        throw ArrayError.shape(
          operation: "cross", expected: "vectors of 3 elements along axis \(axis)", found: [shape, other.shape])
      }
      return try operand.movingAxis(place, to: -1)
    }
    let result = try Cross(dtype: common(other))(operands[0], operands[1])
    return try result.movingAxis(-1, to: axis)
  }

  /// The sum of the elements on a diagonal of two axes.
  ///
  /// - Parameters:
  ///   - offset: how far above the main diagonal; negative for below.
  ///   - axes: the axis of rows and that of columns.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func trace(offset: Int = 0, axes: (Int, Int) = (0, 1)) throws -> NDArray {
    try diagonal(offset: offset, axes: axes).sum([-1])
  }

  /// The sum of the products of the elements of two arrays, both taken as vectors; the elements here conjugated.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` when they have different numbers of elements.
  public func vdot(_ other: NDArray) throws -> NDArray {
    guard count == other.count else {
      throw ArrayError.shape(operation: "vdot", expected: "as many elements in both", found: [shape, other.shape])
    }
    return try conjugate().flattened().dot(other.flattened())
  }

  /// The sums of products over the last axes of both arrays; the other axes remain, those of this array first.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` when the last axes differ in size.
  public func inner(_ other: NDArray) throws -> NDArray {
    if rank == 0 || other.rank == 0 { return try self * other }
    return try tensordot(other, axes: ([rank - 1], [other.rank - 1]))
  }

  /// The sums of products of the vectors along an axis, the elements here conjugated; the other axes broadcast.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` when the vectors differ in length,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func vecdot(_ other: NDArray, axis: Int = -1) throws -> NDArray {
    let (place, otherPlace) = (
      try NDArray.normalize(axis, rank: rank, for: "vecdot"),
      try NDArray.normalize(axis, rank: other.rank, for: "vecdot")
    )
    guard shape[place] == other.shape[otherPlace] else {
      throw ArrayError.shape(
        operation: "vecdot", expected: "vectors of one length along axis \(axis)", found: [shape, other.shape])
    }
    let (x, y) = (try conjugate().movingAxis(place, to: -1), try other.movingAxis(otherPlace, to: -1))
    return try NDArray.einsum("...a,...a->...", x, y)
  }

  /// The product of square matrices on the last two axes with themselves, so many times; with their inverses when
  /// negative, by repeated squaring.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for other shapes than square matrices.
  public func matrixPower(_ exponent: Int) throws -> NDArray {
    guard rank >= 2, shape[rank - 1] == shape[rank - 2] else {
      throw ArrayError.shape(
        operation: "matrixPower", expected: "square matrices on the last two axes", found: [shape])
    }
    let one = try NDArray.eye(shape[rank - 1], dtype: dtype).broadcasted(to: shape)
    return try exponent < 0
      ? inverse().power(exponent.magnitude, one: one.astype(dtype.averaging)) : power(exponent.magnitude, one: one)
  }

  private func power(_ exponent: UInt, one: NDArray) throws -> NDArray {
    var (rest, square) = (exponent, self)
    var result: NDArray?
    while rest > 0 {
      if rest % 2 == 1 { result = try result.map { try $0.matmul(square) } ?? square }
      rest /= 2
      if rest > 0 { square = try square.matmul(square) }
    }
    return result ?? one
  }

  /// The product of several matrices, of which the first and the last may be vectors, in the order that takes the
  /// fewest multiplications.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for fewer than two,
  ///   ``ArrayError/rank(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)`` when sizes differ.
  public static func multiDot(_ matrices: [NDArray]) throws -> NDArray {
    guard matrices.count >= 2, let first = matrices.first, let last = matrices.last else {
      throw ArrayError.argument(
        operation: "multiDot", problem: "two matrices or more are needed, found \(matrices.count)")
    }
    for (position, matrix) in matrices.enumerated() {
      let isEnd = position == 0 || position == matrices.count - 1
      guard matrix.rank == 2 || isEnd && matrix.rank == 1 else {
        throw ArrayError.rank(
          operation: "multiDot", expected: "a matrix\(isEnd ? " or vector" : "") in place \(position)",
          found: matrix.rank)
      }
    }
    for (x, y) in zip(matrices, matrices.dropFirst()) where x.shape[x.rank - 1] != y.shape[0] {
      throw ArrayError.shape(
        operation: "multiDot", expected: "as many columns in each matrix as rows in the next",
        found: matrices.map(\.shape))
    }
    // Matrix i has the labels i and i + 1.
    let subscripts = matrices.enumerated().map { position, matrix in
      matrix.rank == 2 ? [position, position + 1] : position == 0 ? [1] : [position]
    }
    let output = (first.rank == 2 ? [0] : []) + (last.rank == 2 ? [matrices.count] : [])
    return try einsum(Array(zip(matrices, subscripts)), output)
  }

  /// The dtype that both arrays are promoted to.
  private func common(_ other: NDArray) -> DType { PromotionType.join(promotionType, other.promotionType).dtype }
}
