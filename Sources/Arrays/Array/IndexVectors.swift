internal import StableHLO

/// Index arrays of one shape, for some axes of an array, as the index vectors of ``Gather`` and ``Scatter``.
struct IndexVectors {
  var array: NDArray
  var dimensions: GatherDimensions
  var sliceSizes: [Int]

  /// - Parameters:
  ///   - indices: for each of the axes an array of indices that are counted from the front, all of one shape.
  ///   - axes: the axes indexed, ascending.
  ///   - place: where the axes of the indices go among those that remain.
  ///   - shape: the shape of the array that is indexed.
  init(_ indices: [NDArray], axes: [Int], at place: Int, of shape: [Int]) throws {
    let batch = indices[0].rank
    let remaining = shape.count - axes.count
    // Narrower indices follow the widest.
    let widest: DType = indices.contains { $0.dtype == .int64 } ? .int64 : .int32
    array = try NDArray.concatenate(indices.map { try $0.astype(widest).expanded(at: -1) }, axis: -1)
    dimensions = GatherDimensions(
      offsetDims: Array(0..<place) + Array(place + batch..<remaining + batch), collapsedSliceDims: axes,
      startIndexMap: axes, indexVectorDim: batch)
    sliceSizes = shape.keeping(axes)
  }

  /// Indices along one axis of an array, running together with it along the others, which have its sizes.
  init(_ indices: NDArray, along axis: Int) throws {
    let others = (0..<indices.rank).filter { $0 != axis }
    array = try indices.expanded(at: -1)
    dimensions = GatherDimensions(
      offsetDims: [], collapsedSliceDims: [axis], operandBatchingDims: others, startIndicesBatchingDims: others,
      startIndexMap: [axis], indexVectorDim: indices.rank)
    sliceSizes = indices.shape.map { _ in 1 }
  }

  /// The slices that the vectors lead to, clamped into range, recorded in the active trace.
  func gather(_ x: NDArray, _ promises: IndexPromises = IndexPromises()) throws -> NDArray {
    try Gather(dimensions: dimensions, sliceSizes: sliceSizes, promises: promises)(x, array)
  }

  /// An array updated at the places that the vectors lead to, recorded in the active trace.
  func scatter(
    _ x: NDArray, _ updates: NDArray, _ combination: Scatter.Combination, _ promises: IndexPromises = IndexPromises()
  ) throws -> NDArray {
    try Scatter(combination: combination, dimensions: dimensions, sliceSizes: sliceSizes, promises: promises)(
      x, array, updates)
  }
}

extension NDArray {
  /// The elements at places along one axis, which lie inside; the places have this array's sizes along the others.
  func gatheredAlong(_ places: NDArray, axis: Int) throws -> NDArray {
    if places.count == 0 { return try sliced(0..<0, axis: axis).reshaped(to: places.shape) }
    if count == 0 { return try NDArray.full(places.shape, 0, dtype: dtype) }
    return try IndexVectors(places, along: axis).gather(self)
  }
}
