/// Arrays passed from item to item of a mapped axis; an item that is sent nothing gets zeros. Linear.
struct AxisPermute: CollectivePrimitive, LinearUnaryPrimitive {
  static let name = "ppermute"

  var label: AxisLabel
  /// Which item receives from which.
  var sources: [Int: Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { operands }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    let back = Dictionary(uniqueKeysWithValues: sources.map { ($0.value, $0.key) })
    return try AxisPermute(label: label, sources: back)(cotangent)
  }

  func batchItems(_ operand: Batched, size: Int) throws -> Batched {
    let array = try operand.placed(at: 0, size: size)
    let parts = try (0..<size).map { item in
      try sources[item].map { try array[$0] } ?? array.type.item.zeros()
    }
    return Batched(array: try NDArray.stack(parts), axis: 0)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].array), axis: operands[0].axis)]
  }
}
