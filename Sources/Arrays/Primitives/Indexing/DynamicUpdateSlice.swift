internal import StableHLO

/// The first operand with a box of it replaced by the second, at starts given by one scalar for each axis and moved
/// to fit; linear in the two.
struct DynamicUpdateSlice: Primitive {
  static let name = "dynamic_update_slice"

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands[0].dtype == operands[1].dtype else {
      throw ArrayError.dtype(
        operation: Self.name, expected: "\(operands[0].dtype) like the first operand", found: operands[1].dtype)
    }
    try DynamicSlice.check(operands[0], operands[1].shape, starts: operands.dropFirst(2), for: Self.name)
    return [operands[0]]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    if operands.count == 2 { return [operands[1]] }
    return [builder.dynamicUpdateSlice(operands[0], operands[1], starts: Array(operands.dropFirst(2)))]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try apply(primals)
    guard tangents[0] != nil || tangents[1] != nil else { return (result, [nil]) }
    let changes = try zip(primals, tangents).prefix(2).map { try $1 ?? NDArray.full($0.shape, 0, dtype: $0.dtype) }
    return (result, [try apply(changes + primals.dropFirst(2))[0]])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    let none = [NDArray?](repeating: nil, count: operands.count - 2)
    guard let cotangent = cotangents[0] else { return [nil, nil] + none }
    let starts = operands.dropFirst(2).compactMap(\.known)
    let type = operands[1].type
    return [
      operands[0].isLinear
        ? try apply([cotangent, NDArray.full(type.shape, 0, dtype: type.dtype)] + starts)[0] : nil,
      operands[1].isLinear ? try DynamicSlice(sizes: type.shape).apply([cotangent] + starts)[0] : nil,
    ] + none
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let starts = operands.dropFirst(2)
    guard starts.contains(where: { $0.axis != nil }) else {
      let arrays = try operands.prefix(2).map { try $0.placed(at: 0, size: size) }
      return [Batched(array: try apply(arrays + DynamicSlice.batched(starts))[0], axis: 0)]
    }
    var sizes = operands[1].array.shape
    if let axis = operands[1].axis { sizes.remove(at: axis) }
    var shape = operands[0].array.shape
    if let axis = operands[0].axis { shape.remove(at: axis) }
    if sizes.contains(0) { return [operands[0]] }
    // A scatter drops what does not fit; here boxes are moved.
    let moved = try zip(starts, zip(shape, sizes)).map { start, sizes in
      let last = try NDArray.full([], .integer(sizes.0 - sizes.1), dtype: start.array.dtype)
      return Batched(array: try start.array.maximum(NDArray(0)).minimum(last), axis: start.axis)
    }
    let corners = try DynamicSlice.corners(moved[...], size: size)
    return try Scatter(combination: .set, dimensions: GatherDimensions(boxesOfRank: shape.count), sliceSizes: sizes)
      .batch([operands[0], corners, operands[1]], size: size)
  }
}
