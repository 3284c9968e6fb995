internal import StableHLO

/// Contraction of two operands over pairs of axes, with other pairs running along; linear in each operand.
///
/// Axes of the result: the batch axes, the free axes of the left operand, the free axes of the right one.
struct DotGeneral: Primitive {
  static let name = "dot_general"

  var leftBatch: [Int]
  var rightBatch: [Int]
  var leftContracting: [Int]
  var rightContracting: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let (left, right) = (operands[0], operands[1])
    for (x, y) in zip(leftBatch + leftContracting, rightBatch + rightContracting)
    where left.shape[x] != right.shape[y] {
      throw ArrayError.shape(
        operation: "dot", expected: "equal sizes of the axes \(x) and \(y) that run together",
        found: [left.shape, right.shape])
    }
    guard left.dtype == right.dtype else {
      throw ArrayError.dtype(operation: "dot", expected: "\(left.dtype) like the left operand", found: right.dtype)
    }
    return [
      left.with(
        shape: leftBatch.map { left.shape[$0] } + leftFree(left).map { left.shape[$0] }
          + rightFree(right).map { right.shape[$0] })
    ]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [
      builder.dotGeneral(
        operands[0], operands[1], batching: (leftBatch, rightBatch), contracting: (leftContracting, rightContracting),
        precision: "DEFAULT", type: results[0])
    ]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try self(primals[0], primals[1])
    let left = try tangents[0].map { try self($0, primals[1]) }
    let right = try tangents[1].map { try self(primals[0], $0) }
    return ([result], [try total(left, right)])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0] else { return [nil, nil] }
    if let right = operands[1].known {
      return [try leftCotangent(cotangent, left: operands[0].type, right: right), nil]
    }
    guard let left = operands[0].known else { return [nil, nil] }
    // The right operand of a product is the left one of the product with its operands exchanged.
    let exchanged = DotGeneral(
      leftBatch: rightBatch, rightBatch: leftBatch, leftContracting: rightContracting,
      rightContracting: leftContracting)
    let batch = Array(leftBatch.indices)
    let leftFreeCount = leftFree(left.type).count
    let leftAxes = batch.count..<batch.count + leftFreeCount
    let rightAxes = batch.count + leftFreeCount..<cotangent.rank
    let reordered = try cotangent.transposed(batch + Array(rightAxes) + Array(leftAxes))
    return [nil, try exchanged.leftCotangent(reordered, left: operands[1].type, right: left)]
  }

  /// The cotangent of the left operand: the cotangent contracted with the free axes of the right one.
  private func leftCotangent(_ cotangent: NDArray, left: ArrayType, right: NDArray) throws -> NDArray {
    let batch = Array(leftBatch.indices)
    let free = rightFree(right.type)
    let product = try DotGeneral(
      leftBatch: batch, rightBatch: rightBatch,
      leftContracting: Array(cotangent.rank - free.count..<cotangent.rank), rightContracting: free
    )(cotangent, right)
    // The product has the batch axes, the free axes of the left operand, then the contracted ones, in the order in
    // which they stand in the right operand.
    let contracted = zip(leftContracting, rightContracting).sorted { $0.1 < $1.1 }.map(\.0)
    return try product.transposed((leftBatch + leftFree(left) + contracted).inverse)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    var dot = self
    let (left, right) = (operands[0], operands[1])
    if let axis = left.axis {
      dot.leftBatch = leftBatch.map { $0 < axis ? $0 : $0 + 1 }
      dot.leftContracting = leftContracting.map { $0 < axis ? $0 : $0 + 1 }
    }
    if let axis = right.axis {
      dot.rightBatch = rightBatch.map { $0 < axis ? $0 : $0 + 1 }
      dot.rightContracting = rightContracting.map { $0 < axis ? $0 : $0 + 1 }
    }
    switch (left.axis, right.axis) {
    case (nil, nil):
      return [Batched(array: try self(left.array, right.array), axis: nil)]
    case (let leftAxis?, let rightAxis?):
      dot.leftBatch.insert(leftAxis, at: 0)
      dot.rightBatch.insert(rightAxis, at: 0)
      return [Batched(array: try dot(left.array, right.array), axis: 0)]
    case (let leftAxis?, nil):
      let place = dot.leftBatch.count + (dot.leftFree(left.array.type).firstIndex(of: leftAxis) ?? 0)
      return [Batched(array: try dot(left.array, right.array), axis: place)]
    case (nil, let rightAxis?):
      let place =
        dot.leftBatch.count + dot.leftFree(left.array.type).count
        + (dot.rightFree(right.array.type).firstIndex(of: rightAxis) ?? 0)
      return [Batched(array: try dot(left.array, right.array), axis: place)]
    }
  }

  private func leftFree(_ left: ArrayType) -> [Int] {
    left.shape.indices.filter { !leftBatch.contains($0) && !leftContracting.contains($0) }
  }

  private func rightFree(_ right: ArrayType) -> [Int] {
    right.shape.indices.filter { !rightBatch.contains($0) && !rightContracting.contains($0) }
  }
}

extension NDArray {
  /// The contraction of two arrays over pairs of axes, with batch axes running along.
  ///
  /// - Parameters:
  ///   - other: the other array.
  ///   - contracting: the axes summed over, of this array and of the other, pair by pair.
  ///   - batch: the axes that run along, pair by pair.
  /// - Returns: an array with the batch axes, then the free axes of this array, then those of the other.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` when sizes of a pair differ.
  public func dotGeneral(
    _ other: NDArray, contracting: (left: [Int], right: [Int]), batch: (left: [Int], right: [Int]) = ([], [])
  ) throws -> NDArray {
    guard contracting.left.count == contracting.right.count, batch.left.count == batch.right.count else {
      throw ArrayError.argument(operation: "dotGeneral", problem: "axes must be given in pairs, one of each array")
    }
    let left = try NDArray.normalize(batch.left + contracting.left, rank: rank, for: "dotGeneral", isSorted: false)
    let right = try NDArray.normalize(
      batch.right + contracting.right, rank: other.rank, for: "dotGeneral", isSorted: false)
    let batchCount = batch.left.count
    let type = PromotionType.join(promotionType, other.promotionType)
    return try DotGeneral(
      leftBatch: Array(left[..<batchCount]), rightBatch: Array(right[..<batchCount]),
      leftContracting: Array(left[batchCount...]), rightContracting: Array(right[batchCount...])
    )(astype(type.dtype), other.astype(type.dtype))
  }
}
