/// A product of two arrays whose axes have labels: axes of one label run together, and those that the result lacks
/// are summed over.
///
/// Labels are any numbers; none stands twice on one array, and each of the result stands on an operand.
struct Contraction {
  var left: [Int]
  var right: [Int]
  var result: [Int]

  /// The product, recorded in the active trace.
  func apply(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    let (x, left) = try summing(x, left, against: right)
    let (y, right) = try summing(y, right, against: left)
    let contracted = left.filter { right.contains($0) && !result.contains($0) }
    if contracted.isEmpty { return try x.labelled(left, as: result) * y.labelled(right, as: result) }
    let batch = result.filter { left.contains($0) && right.contains($0) }
    let leftFree = left.filter { !right.contains($0) }
    let rightFree = right.filter { !left.contains($0) }
    // The order of the operands that leaves the axes where the result has them saves a transposition.
    if batch + rightFree + leftFree == result {
      let product = try Self.dot(y, right, x, left, batch, contracted)
      return try product.transposed(labels: batch + rightFree + leftFree, to: result)
    }
    let product = try Self.dot(x, left, y, right, batch, contracted)
    return try product.transposed(labels: batch + leftFree + rightFree, to: result)
  }

  /// An operand after summing over the axes that neither the other one nor the result has.
  private func summing(_ x: NDArray, _ labels: [Int], against other: [Int]) throws -> (NDArray, [Int]) {
    let lonely = labels.indices.filter { !other.contains(labels[$0]) && !result.contains(labels[$0]) }
    return lonely.isEmpty ? (x, labels) : (try ReduceSum(axes: lonely)(x), labels.removing(lonely))
  }

  private static func dot(
    _ x: NDArray, _ left: [Int], _ y: NDArray, _ right: [Int], _ batch: [Int], _ contracted: [Int]
  ) throws -> NDArray {
    try DotGeneral(
      leftBatch: batch.compactMap(left.firstIndex(of:)), rightBatch: batch.compactMap(right.firstIndex(of:)),
      leftContracting: contracted.compactMap(left.firstIndex(of:)),
      rightContracting: contracted.compactMap(right.firstIndex(of:)))(x, y)
  }
}

extension NDArray {
  /// The array with its axes, which have the given labels, in the order of the same labels in another list.
  func transposed(labels: [Int], to order: [Int]) throws -> NDArray {
    try transposed(order.compactMap(labels.firstIndex(of:)))
  }

  /// The array with its labelled axes put in the places of another list, axes of size one in the others.
  fileprivate func labelled(_ labels: [Int], as result: [Int]) throws -> NDArray {
    let ordered = try transposed(labels: labels, to: result.filter(labels.contains))
    return try ordered.reshaped(
      to: result.map { label in labels.firstIndex(of: label).map { shape[$0] } ?? 1 })
  }
}
