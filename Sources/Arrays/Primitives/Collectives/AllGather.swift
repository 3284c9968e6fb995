/// The arrays of all items of a mapped axis, stacked along a new axis, the same for every item; linear.
struct AllGather: CollectivePrimitive, LinearUnaryPrimitive {
  static let name = "all_gather"

  var label: AxisLabel
  /// The number of items.
  var count: Int
  /// Where the new axis stands.
  var axis: Int

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    var shape = operands[0].shape
    shape.insert(count, at: axis)
    return [operands[0].with(shape: shape)]
  }

  /// Each item gets the sum of what all items send back to its part.
  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    let sum = try AxisSum(label: label)(cotangent).movingAxis(axis, to: 0)
    return try sum.take(ItemIndex(label: label).apply([])[0], axis: 0)
  }

  func batchItems(_ operand: Batched, size: Int) throws -> Batched {
    Batched(array: try operand.placed(at: axis, size: size), axis: nil)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    var gather = self
    gather.axis += 1
    return [Batched(array: try gather(operands[0].placed(at: 0, size: size)), axis: 0)]
  }
}
