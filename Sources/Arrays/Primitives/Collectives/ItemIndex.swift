internal import StableHLO

/// The number of the item along a mapped axis, an `int32` scalar.
struct ItemIndex: CollectivePrimitive {
  static let name = "axis_index"

  var label: AxisLabel

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { [ArrayType([], .int32)] }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply([]), [nil])
  }

  func batchItems(_ operand: Batched, size: Int) throws -> Batched { operand }

  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched] {
    guard axis.name == label else { return try batch(operands, size: axis.size) }
    return [Batched(array: try Iota(axis: 0, shape: [axis.size], dtype: .int32).apply([])[0], axis: 0)]
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try apply([])[0], axis: nil)]
  }
}
