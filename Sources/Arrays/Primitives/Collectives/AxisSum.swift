/// The sum over all items of a mapped axis, the same for every item; linear.
struct AxisSum: CollectivePrimitive, LinearUnaryPrimitive {
  static let name = "psum"

  var label: AxisLabel

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { operands }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray { try self(cotangent) }

  func batchItems(_ operand: Batched, size: Int) throws -> Batched {
    guard let axis = operand.axis else {
      let count = try NDArray.full(operand.array.shape, .integer(size), dtype: operand.array.dtype)
      return Batched(array: try Multiply()(operand.array, count), axis: nil)
    }
    return Batched(array: try ReduceSum(axes: [axis])(operand.array), axis: nil)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].array), axis: operands[0].axis)]
  }
}
