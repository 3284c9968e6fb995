internal import StableHLO

/// The Threefry-2x32 block cipher of twenty rounds: two words of key and two of counter give two words of bits.
///
/// All operands are `uint32` of one shape. Source: Salmon and others, "Parallel random numbers: as easy as 1, 2, 3",
/// SC 2011.
struct Threefry2x32: Primitive {
  static let name = "threefry2x32"

  private static let rotations = [[13, 15, 26, 6], [17, 29, 16, 24]]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands.count == 4, operands.allSatisfy({ $0 == operands[0] && $0.dtype == .uint32 }) else {
      throw ArrayError.shape(
        operation: Self.name, expected: "four uint32 operands of one shape", found: operands.map(\.shape))
    }
    return [operands[0], operands[0]]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let type = results[0]
    func number(_ value: Int) -> Value {
      let scalar = builder.constant("\(value)", TensorType([], .uint32))
      return type.shape.isEmpty ? scalar : builder.broadcast(scalar, to: type.shape, axes: [])
    }
    let parity = builder.elementwise(
      "xor", builder.elementwise("xor", operands[0], operands[1]), number(0x1BD1_1BDA))
    let keys = [operands[0], operands[1], parity]
    var left = builder.elementwise("add", operands[2], keys[0])
    var right = builder.elementwise("add", operands[3], keys[1])
    for round in 0..<5 {
      for rotation in Self.rotations[round % 2] {
        left = builder.elementwise("add", left, right)
        let high = builder.elementwise("shift_left", right, number(rotation))
        let low = builder.elementwise("shift_right_logical", right, number(32 - rotation))
        right = builder.elementwise("xor", left, builder.elementwise("or", high, low))
      }
      left = builder.elementwise("add", left, keys[(round + 1) % 3])
      right = builder.elementwise("add", right, keys[(round + 2) % 3])
      right = builder.elementwise("add", right, number(round + 1))
    }
    return [left, right]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [nil, nil])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let (arrays, axis) = try Batched.aligned(operands, size: size)
    return try apply(arrays).map { Batched(array: $0, axis: axis) }
  }
}
