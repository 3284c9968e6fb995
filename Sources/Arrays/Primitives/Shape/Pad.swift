internal import StableHLO

/// Padding with a scalar, at the edges and between elements; linear in both.
///
/// Negative amounts at the edges cut off.
struct Pad: Primitive {
  static let name = "pad"

  var low: [Int]
  var high: [Int]
  var interior: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let shape = operands[0].shape
    guard low.count == shape.count, high.count == shape.count, interior.count == shape.count else {
      throw ArrayError.argument(
        operation: "padded", problem: "\(shape.count) amounts are needed, one an axis, found \(low.count)")
    }
    guard operands[1].shape.isEmpty else {
      throw ArrayError.shape(operation: "padded", expected: "a single number to pad with", found: [operands[1].shape])
    }
    guard operands[1].dtype == operands[0].dtype else {
      throw ArrayError.dtype(
        operation: "padded", expected: "a number of dtype \(operands[0].dtype) to pad with", found: operands[1].dtype)
    }
    guard interior.allSatisfy({ $0 >= 0 }) else {
      throw ArrayError.argument(
        operation: "padded", problem: "amounts between elements must not be negative, found \(interior)")
    }
    guard (low + high + interior).allSatisfy({ $0.magnitude < 1 << 31 }),
      zip(shape, interior).allSatisfy({ Double($0) * Double($1) < 0x1p48 })
    else {
      throw ArrayError.argument(
        operation: "padded", problem: "shape \(shape) cannot be padded by \(low), \(high) and \(interior) between")
    }
    let padded = shape.indices.map { axis in
      low[axis] + high[axis] + shape[axis] + max(0, shape[axis] - 1) * interior[axis]
    }
    try NDArray.checkSizes(padded, for: "padded")
    return [operands[0].with(shape: padded)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [
      builder.pad(
        operands[0], with: operands[1], low: low, high: high, interior: interior, shape: results[0].shape)
    ]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try self(primals[0], primals[1])
    guard tangents[0] != nil || tangents[1] != nil else { return ([result], [nil]) }
    let operand = try tangents[0] ?? NDArray.full(primals[0].shape, 0, dtype: result.dtype)
    let padding = try tangents[1] ?? NDArray.full([], 0, dtype: result.dtype)
    return ([result], [try self(operand, padding)])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0] else { return [nil, nil] }
    let zero = try NDArray.full([], 0, dtype: cotangent.dtype)
    // Taking the edges off first leaves the operand's elements at every (interior + 1)-th place.
    let edgeless = try Pad(low: low.map { -$0 }, high: high.map { -$0 }, interior: low.map { _ in 0 })(cotangent, zero)
    let inner = try Slice(
      starts: low.map { _ in 0 }, limits: edgeless.shape, strides: interior.map { $0 + 1 })(edgeless)
    return [
      operands[0].isLinear ? inner : nil,
      operands[1].isLinear ? try cotangent.sum() - inner.sum() : nil,
    ]
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    guard operands[1].axis == nil else {
      // A scalar of its own for each: pad with zero, then choose by where the operand's elements went.
      let zero = try NDArray.full([], 0, dtype: operands[0].array.dtype)
      let shape = operands[0].axis == nil ? operands[0].array.shape : try operands[0].placed(at: 0, size: size).shape
      let isElement = try Pad(low: low, high: high, interior: interior)(
        NDArray.full(operands[0].axis == nil ? shape : Array(shape.dropFirst()), true), NDArray.full([], false))
      let padded = try batch([operands[0], Batched(array: zero, axis: nil)], size: size)[0].placed(at: 0, size: size)
      let paddings = try operands[1].array.broadcasted(to: padded.shape, along: [0])
      return [
        Batched(array: try NDArray.where(isElement.broadcasted(to: padded.shape), padded, paddings), axis: 0)
      ]
    }
    let operand = try operands[0].placed(at: 0, size: size)
    return [
      Batched(
        array: try Pad(low: [0] + low, high: [0] + high, interior: [0] + interior)(operand, operands[1].array), axis: 0)
    ]
  }
}

extension NDArray {
  /// The array with a number added around it and between its elements.
  ///
  /// - Parameters:
  ///   - low: how many before the first element of each axis; negative to cut off.
  ///   - high: how many after the last element of each axis; negative to cut off.
  ///   - interior: how many between neighbours along each axis; none when absent.
  ///   - value: the number, of the array's dtype.
  /// - Throws: ``ArrayError/argument(operation:problem:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func padded(low: [Int], high: [Int], interior: [Int]? = nil, with value: NDArray = 0) throws -> NDArray {
    let interior = interior ?? low.map { _ in 0 }
    if low.count == rank, (low + high + interior).allSatisfy({ $0 == 0 }) { return self }
    return try Pad(low: low, high: high, interior: interior)(self, value.astype(dtype))
  }
}
