internal import StableHLO

/// A box of static size of the first operand, at starts given by one scalar for each axis and moved to fit; linear.
struct DynamicSlice: Primitive {
  static let name = "dynamic_slice"

  var sizes: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    try Self.check(operands[0], sizes, starts: operands.dropFirst(), for: Self.name)
    return [operands[0].with(shape: sizes)]
  }

  /// Refuses boxes that do not fit into an array, and starts that are not one scalar of one type for each axis.
  static func check(
    _ array: ArrayType, _ sizes: [Int], starts: ArraySlice<ArrayType>, for operation: String
  ) throws {
    guard sizes.count == array.rank, zip(sizes, array.shape).allSatisfy({ 0...$1 ~= $0 }) else {
      throw ArrayError.shape(operation: operation, expected: "a box within shape \(array.shape)", found: [sizes])
    }
    guard starts.count == array.rank, starts.allSatisfy({ $0.rank == 0 }) else {
      throw ArrayError.shape(
        operation: operation, expected: "\(array.rank) starts without axes", found: starts.map(\.shape))
    }
    for start in starts where ![.int32, .int64].contains(start.dtype) || start != starts.first {
      throw ArrayError.dtype(operation: operation, expected: "starts of dtype int32, or all int64", found: start.dtype)
    }
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    if sizes.isEmpty { return operands }
    return [builder.dynamicSlice(operands[0], starts: Array(operands.dropFirst()), sizes: sizes)]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [try tangents[0].map { try apply([$0] + primals.dropFirst())[0] }])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    let none = [NDArray?](repeating: nil, count: operands.count - 1)
    guard let cotangent = cotangents[0] else { return [nil] + none }
    let type = operands[0].type
    let zeros = try NDArray.full(type.shape, 0, dtype: type.dtype)
    return [try DynamicUpdateSlice().apply([zeros, cotangent] + operands.compactMap(\.known))[0]] + none
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let starts = operands.dropFirst()
    guard starts.contains(where: { $0.axis != nil }) else {
      let operand = try operands[0].placed(at: 0, size: size)
      let slice = DynamicSlice(sizes: [size] + sizes)
      return [Batched(array: try slice.apply([operand] + DynamicSlice.batched(starts))[0], axis: 0)]
    }
    if sizes.contains(0) {
      return [Batched(array: try NDArray.full(sizes, 0, dtype: operands[0].array.dtype), axis: nil)]
    }
    let gather = Gather(dimensions: GatherDimensions(boxesOfRank: sizes.count), sliceSizes: sizes)
    return try gather.batch([operands[0], DynamicSlice.corners(starts, size: size)], size: size)
  }

  /// Starts common to all items, with one for the new first axis.
  static func batched(_ starts: ArraySlice<Batched>) throws -> [NDArray] {
    try [NDArray.full([], 0, dtype: starts.first?.array.dtype ?? .int32)] + starts.map(\.array)
  }

  /// Starts of which some differ from item to item, as index vectors.
  static func corners(_ starts: ArraySlice<Batched>, size: Int) throws -> Batched {
    Batched(array: try NDArray.stack(starts.map { try $0.placed(at: 0, size: size) }, axis: 1), axis: 0)
  }
}

extension GatherDimensions {
  /// One box with all axes of the operand, at a corner given by a single index vector.
  init(boxesOfRank rank: Int) {
    let axes = Array(0..<rank)
    self.init(offsetDims: axes, collapsedSliceDims: [], startIndexMap: axes, indexVectorDim: 0)
  }
}
