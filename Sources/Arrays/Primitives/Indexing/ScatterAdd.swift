internal import StableHLO

/// The first operand with updates, the third, added at indices, the second: the transpose of ``Gather``.
///
/// Updates that would fall outside are dropped. Linear in operand and updates.
struct ScatterAdd: Primitive {
  static let name = "scatter_add"

  var dimensions: GatherDimensions
  /// The size of the window of one update along each axis of the operand.
  var sliceSizes: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let window = try Gather(dimensions: dimensions, sliceSizes: sliceSizes).resultTypes([operands[0], operands[1]])[0]
    guard operands[2].shape == window.shape, operands[2].dtype == operands[0].dtype else {
      throw ArrayError.shape(
        operation: Self.name, expected: "updates of shape \(window.shape)", found: [operands[2].shape])
    }
    return [operands[0]]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [
      builder.scatter(operands[0], operands[1], operands[2], dimensions, uniqueIndices: false) { builder, old, new in
        builder.elementwise("add", old, new)
      }
    ]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try self(primals[0], primals[1], primals[2])
    guard tangents[0] != nil || tangents[2] != nil else { return ([result], [nil]) }
    let operand = try tangents[0] ?? NDArray.full(primals[0].shape, 0, dtype: primals[0].dtype)
    let updates = try tangents[2] ?? NDArray.full(primals[2].shape, 0, dtype: primals[2].dtype)
    return ([result], [try self(operand, primals[1], updates)])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0], let indices = operands[1].known else { return [nil, nil, nil] }
    return [
      operands[0].isLinear ? cotangent : nil, nil,
      operands[2].isLinear ? try updateCotangent(cotangent, indices) : nil,
    ]
  }

  /// The cotangent at the places of the updates, zero for updates that fall outside and were dropped.
  private func updateCotangent(_ cotangent: NDArray, _ indices: NDArray) throws -> NDArray {
    let gathered = try Gather(dimensions: dimensions, sliceSizes: sliceSizes)(cotangent, indices)
    let last = try dimensions.lastStarts(of: sliceSizes, in: cotangent.shape, like: indices)
    let isInside = try indices.greaterOrEqual(NDArray.full([], 0, dtype: indices.dtype))
      .logicalAnd(indices.lessOrEqual(last))
    let isWhole =
      dimensions.indexVectorDim < indices.rank
      ? try ReduceAnd(axes: [dimensions.indexVectorDim])(isInside) : isInside
    let batchAxes = gathered.shape.indices.filter { !dimensions.offsetDims.contains($0) }
    return try Select()(
      isWhole.broadcasted(to: gathered.shape, along: batchAxes), gathered,
      NDArray.full(gathered.shape, 0, dtype: gathered.dtype))
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    var scatter = self
    scatter.dimensions.offsetDims = dimensions.offsetDims.map { $0 + 1 }
    scatter.dimensions.shiftOperandAxes()
    scatter.dimensions.shiftIndexAxes()
    scatter.dimensions.batchTogether()
    scatter.sliceSizes.insert(1, at: 0)
    let arrays = try operands.map { try $0.placed(at: 0, size: size) }
    return [Batched(array: try scatter.apply(arrays)[0], axis: 0)]
  }
}
