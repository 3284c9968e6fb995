internal import StableHLO

/// Slices of the first operand at starting indices given by the second, clamped into range; linear in the first.
struct Gather: Primitive {
  static let name = "gather"

  var dimensions: GatherDimensions
  var sliceSizes: [Int]
  var promises = IndexPromises()

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands[1].dtype.isInteger else {
      throw ArrayError.dtype(operation: "gather", expected: "indices of an integer dtype", found: operands[1].dtype)
    }
    for axis in sliceSizes.indices where sliceSizes[axis] > operands[0].shape[axis] {
      throw ArrayError.indexOutOfRange(operation: "gather", index: 0, axis: axis, size: operands[0].shape[axis])
    }
    var batch = operands[1].shape.removing([dimensions.indexVectorDim])[...]
    var window = sliceSizes.removing(dimensions.collapsedSliceDims + dimensions.operandBatchingDims)[...]
    let rank = batch.count + window.count
    let shape = (0..<rank).map { axis in
      dimensions.offsetDims.contains(axis) ? window.removeFirst() : batch.removeFirst()
    }
    return [operands[0].with(shape: shape)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [
      builder.gather(
        operands[0], operands[1], dimensions, sliceSizes: sliceSizes, shape: results[0].shape, promises: promises)
    ]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    ([try self(primals[0], primals[1])], [try tangents[0].map { try self($0, primals[1]) }])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0], let indices = operands[1].known else { return [nil, nil] }
    let type = operands[0].type
    let zeros = try NDArray.full(type.shape, 0, dtype: type.dtype)
    // Gathering clamps its indices; scattering drops what falls outside.
    let clamped = try indices.maximum(NDArray.full([], 0, dtype: indices.dtype))
      .minimum(dimensions.lastStarts(of: sliceSizes, in: type.shape, like: indices))
    // Clamping keeps an order but may make places meet.
    let scatter = Scatter(
      combination: .add, dimensions: dimensions, sliceSizes: sliceSizes,
      promises: IndexPromises(areSorted: promises.areSorted))
    return [try scatter(zeros, clamped, cotangent), nil]
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    guard operands.contains(where: { $0.axis != nil }) else {
      return [Batched(array: try self(operands[0].array, operands[1].array), axis: nil)]
    }
    var gather = self
    gather.dimensions.offsetDims = dimensions.offsetDims.map { $0 + 1 }
    let operandIsBatched = operands[0].axis != nil
    if operandIsBatched {
      gather.dimensions.shiftOperandAxes()
      gather.sliceSizes.insert(operands[1].axis == nil ? size : 1, at: 0)
    }
    if operands[1].axis != nil {
      gather.dimensions.shiftIndexAxes()
      gather.promises.areSorted = false
      if operandIsBatched { gather.dimensions.batchTogether() }
    } else {
      gather.dimensions.offsetDims.insert(0, at: 0)
    }
    let arrays = try operands.map { $0.axis == nil ? $0.array : try $0.placed(at: 0, size: size) }
    return [Batched(array: try gather(arrays[0], arrays[1]), axis: 0)]
  }
}

extension GatherDimensions {
  /// The greatest indices at which a slice still lies within the operand: an array like the indices.
  func lastStarts(of sliceSizes: [Int], in shape: [Int], like indices: NDArray) throws -> NDArray {
    let dtype = indices.dtype
    let lasts = try startIndexMap.map { axis in
      let last = shape[axis] - sliceSizes[axis]
      // An index type that cannot hold the last place cannot go beyond it either.
      let canHold = Literal.integer(last).fits(dtype)
      let greatest = canHold ? last : 1 << (dtype.bitCount - (dtype.category == .signed ? 1 : 0)) - 1
      return try NDArray.full([1], .integer(greatest), dtype: dtype)
    }
    let isImplicit = indexVectorDim == indices.rank
    return try NDArray.concatenate(lasts).broadcasted(
      to: indices.shape + (isImplicit ? [1] : []), along: [indexVectorDim]
    ).reshaped(to: indices.shape)
  }

  /// Makes room for a new first axis of the operand.
  mutating func shiftOperandAxes() {
    collapsedSliceDims = collapsedSliceDims.map { $0 + 1 }
    operandBatchingDims = operandBatchingDims.map { $0 + 1 }
    startIndexMap = startIndexMap.map { $0 + 1 }
  }

  /// Makes room for a new first axis of the indices.
  mutating func shiftIndexAxes() {
    startIndicesBatchingDims = startIndicesBatchingDims.map { $0 + 1 }
    indexVectorDim += 1
  }

  /// Makes the first axes of operand and indices run along together.
  mutating func batchTogether() {
    operandBatchingDims.insert(0, at: 0)
    startIndicesBatchingDims.insert(0, at: 0)
  }
}
