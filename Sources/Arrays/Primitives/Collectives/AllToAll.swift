/// Each item of a mapped axis sends its part at each place of one axis to the item of that number; what an item receives
/// is stacked along another axis. Linear.
struct AllToAll: CollectivePrimitive, LinearUnaryPrimitive {
  static let name = "all_to_all"

  var label: AxisLabel
  /// The axis that is dealt out; as long as there are items.
  var splitAxis: Int
  /// Where the axis of the items received stands in the result.
  var concatAxis: Int

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    var shape = operands[0].shape
    shape.insert(shape.remove(at: splitAxis), at: concatAxis)
    return [operands[0].with(shape: shape)]
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    try AllToAll(label: label, splitAxis: concatAxis, concatAxis: splitAxis)(cotangent)
  }

  func batchItems(_ operand: Batched, size: Int) throws -> Batched {
    // The axis of the senders takes its place in the result, that of the parts becomes the axis of the items.
    let array = try operand.placed(at: 0, size: size)
    return Batched(array: try array.movingAxis(splitAxis + 1, to: 0).movingAxis(1, to: concatAxis + 1), axis: 0)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let inner = AllToAll(label: label, splitAxis: splitAxis + 1, concatAxis: concatAxis + 1)
    return [Batched(array: try inner(operands[0].placed(at: 0, size: size)), axis: 0)]
  }
}
