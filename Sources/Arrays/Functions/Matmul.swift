/// The matrix product by NumPy's rules: one axis is a vector, further leading axes broadcast.
struct Matmul: Operation {
  static let operationName = "matmul"

  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (x, y) = (try operands[0].astype(dtype), try operands[1].astype(dtype))
    let batchShapes = [x.shape.dropLast(2), y.shape.dropLast(2)].map(Array.init)
    let batch: [Int]
    do {
      batch = try NDArray.broadcastShape(batchShapes, for: Self.operationName)
    } catch {
      throw ArrayError.shapesDoNotBroadcast(operation: Self.operationName, shapes: operands.map(\.shape))
    }
    // Labels: the leading axes counted from the end as -1, -2, ...; rows 0, the axis summed over 1, columns 2.
    let leading = Array((-batch.count)..<0)
    func spread(_ operand: NDArray, _ matrix: [Int]) throws -> (NDArray, [Int]) {
      let count = Swift.max(operand.rank - 2, 0)
      let labels = Array(leading.suffix(count))
      // An axis of size one runs along without being there.
      let single = (0..<count).filter { operand.shape[$0] == 1 && batch[batch.count - count + $0] != 1 }
      return (try operand.reshaped(to: operand.shape.removing(single)), labels.removing(single) + matrix)
    }
    let (a, left) = try spread(x, x.rank == 1 ? [1] : [0, 1])
    let (b, right) = try spread(y, y.rank == 1 ? [1] : [1, 2])
    let result = leading + (x.rank == 1 ? [] : [0]) + (y.rank == 1 ? [] : [2])
    return [try Contraction(left: left, right: right, result: result).apply(a, b)]
  }
}

/// A contraction of the last axes of one array with the first of another, or of chosen pairs.
struct TensorDot: Operation {
  static let operationName = "tensordot"

  var left: [Int]
  var right: [Int]
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let (x, y) = (try operands[0].astype(dtype), try operands[1].astype(dtype))
    let labels = Array(x.shape.indices)
    var others = y.shape.indices.map { $0 + x.rank }
    for (l, r) in zip(left, right) { others[r] = l }
    let result = labels.removing(left) + others.removing(right)
    return [try Contraction(left: labels, right: others, result: result).apply(x, y)]
  }
}

extension NDArray {
  /// The matrix product, by NumPy's rules for `matmul`.
  ///
  /// The last axis of this array is summed over together with the last but one of the other, or its only one; a
  /// vector's axis disappears. Leading axes broadcast.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` for a number,
  ///   ``ArrayError/shape(operation:expected:found:)`` when the sizes summed over differ,
  ///   ``ArrayError/shapesDoNotBroadcast(operation:shapes:)`` when the leading axes do not broadcast.
  public func matmul(_ other: NDArray) throws -> NDArray {
    for operand in [self, other] where operand.rank == 0 {
      throw ArrayError.rank(operation: "matmul", expected: "arrays of one axis or more; use * with a number", found: 0)
    }
    let place = Swift.max(other.rank - 2, 0)
    guard shape[rank - 1] == other.shape[place] else {
      throw ArrayError.shape(
        operation: "matmul",
        expected: "the last axis of the left operand, of size \(shape[rank - 1]), to match axis \(place) of the right "
          + "one, of size \(other.shape[place])",
        found: [shape, other.shape])
    }
    return try Matmul(dtype: PromotionType.join(promotionType, other.promotionType).dtype)(self, other)
  }

  /// The product over the last axis of this array and the last but one, or only one, of the other, without broadcasting.
  ///
  /// All other axes of both remain, those of this array first. With a number it is the plain product.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` when the sizes summed over differ.
  public func dot(_ other: NDArray) throws -> NDArray {
    if rank == 0 || other.rank == 0 { return try self * other }
    return try tensordot(other, axes: ([rank - 1], [Swift.max(other.rank - 2, 0)]), for: "dot")
  }

  /// The product summed over the last `count` axes of this array and the first `count` of the other.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when an operand has fewer axes,
  ///   ``ArrayError/shape(operation:expected:found:)`` when sizes differ.
  public func tensordot(_ other: NDArray, axes count: Int = 2) throws -> NDArray {
    guard count >= 0, count <= rank, count <= other.rank else {
      throw ArrayError.argument(
        operation: "tensordot",
        problem: "\(count) axes cannot be summed over in shapes \(shape) and \(other.shape)")
    }
    return try tensordot(other, axes: (Array(rank - count..<rank), Array(0..<count)))
  }

  /// The product summed over pairs of axes, of this array and of the other; the other axes remain in order.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the axes do not come in pairs,
  ///   ``ArrayError/shape(operation:expected:found:)`` when sizes differ, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func tensordot(_ other: NDArray, axes: (left: [Int], right: [Int])) throws -> NDArray {
    try tensordot(other, axes: axes, for: "tensordot")
  }

  private func tensordot(
    _ other: NDArray, axes: (left: [Int], right: [Int]), for operation: String
  ) throws -> NDArray {
    guard axes.left.count == axes.right.count else {
      throw ArrayError.argument(
        operation: operation, problem: "axes \(axes.left) and \(axes.right) do not pair up")
    }
    let left = try NDArray.normalize(axes.left, rank: rank, for: operation, isSorted: false)
    let right = try NDArray.normalize(axes.right, rank: other.rank, for: operation, isSorted: false)
    for (l, r) in zip(left, right) where shape[l] != other.shape[r] {
      throw ArrayError.shape(
        operation: operation, expected: "equal sizes of the axes \(l) and \(r) that run together",
        found: [shape, other.shape])
    }
    let type = PromotionType.join(promotionType, other.promotionType)
    return try TensorDot(left: left, right: right, dtype: type.dtype)(self, other)
  }

  /// The products of each element of this array with each of the other, both taken as vectors.
  ///
  /// - Throws: errors of the array engine.
  public func outer(_ other: NDArray) throws -> NDArray {
    try Outer(dtype: PromotionType.join(promotionType, other.promotionType).dtype)(self, other)
  }
}

/// The products of all pairs of elements of two arrays.
struct Outer: Operation {
  static let operationName = "outer"

  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    [
      try operands[0].astype(dtype).reshaped(to: [operands[0].count, 1])
        * operands[1].astype(dtype).reshaped(to: [1, operands[1].count])
    ]
  }
}
