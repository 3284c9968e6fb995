internal import StableHLO

/// A box of elements with static bounds and positive steps.
struct Slice: LinearUnaryPrimitive {
  static let name = "slice"

  var starts: [Int]
  var limits: [Int]
  var strides: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let shape = operands[0].shape
    guard starts.count == shape.count else {
      throw ArrayError.rank(operation: Self.name, expected: "\(starts.count) axes", found: shape.count)
    }
    for axis in shape.indices {
      guard 0 <= starts[axis], starts[axis] <= limits[axis], limits[axis] <= shape[axis], strides[axis] > 0 else {
        throw ArrayError.argument(
          operation: Self.name,
          problem: "the range \(starts[axis])..<\(limits[axis]) does not lie within axis \(axis) of size \(shape[axis])"
        )
      }
    }
    return [operands[0].with(shape: shape.indices.map { (limits[$0] - starts[$0] + strides[$0] - 1) / strides[$0] })]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.slice(operands[0], starts: starts, limits: limits, strides: strides, shape: results[0].shape)]
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    let covered = cotangent.shape.indices.map { axis in
      cotangent.shape[axis] == 0 ? starts[axis] : starts[axis] + (cotangent.shape[axis] - 1) * strides[axis] + 1
    }
    return try cotangent.padded(
      low: starts, high: operand.shape.indices.map { operand.shape[$0] - covered[$0] },
      interior: strides.map { $0 - 1 })
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let operand = try operands[0].placed(at: 0, size: size)
    let slice = Slice(starts: [0] + starts, limits: [size] + limits, strides: [1] + strides)
    return [Batched(array: try slice(operand), axis: 0)]
  }
}
