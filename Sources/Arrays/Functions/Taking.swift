internal import StableHLO

/// What an index outside of an array gives.
public enum OutOfBounds: Hashable, Sendable {
  /// NaN, or for integers the least value of a signed type and the greatest of an unsigned one; `true` for booleans.
  case fill
  /// The nearest element.
  case clip
  /// The element at the index modulo the size.
  case wrap
}

/// Slices across one axis at given places.
struct Take: Operation {
  static let operationName = "take"

  var axis: Int
  var outOfBounds: OutOfBounds

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let indices = try operands[1].asIndices(size: x.shape[axis], outOfBounds)
    guard indices.count > 0, x.shape[axis] > 0 else {
      var shape = x.shape
      shape.replaceSubrange(axis...axis, with: indices.shape)
      return [try NDArray.full(shape, 0, dtype: x.dtype)]
    }
    let result = try x.gathered([indices], axes: [axis], at: axis)
    guard outOfBounds == .fill else { return [result] }
    let isInside = try indices.isWithin(x.shape[axis])
      .broadcasted(to: result.shape, along: Array(axis..<axis + indices.rank))
    return [try NDArray.where(isInside, result, NDArray.full([], x.dtype.missing, dtype: x.dtype))]
  }
}

/// Elements at given places along one axis, places and elements running together along the others.
struct TakeAlong: Operation {
  static let operationName = "takeAlong"

  var axis: Int
  var outOfBounds: OutOfBounds

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let indices = try operands[1].asIndices(size: x.shape[axis], outOfBounds)
    var shapes = [x.shape, indices.shape]
    shapes[0][axis] = 1
    let shape = try NDArray.broadcastShape(shapes, for: Self.operationName)
    guard !shape.contains(0), x.count > 0 else { return [try NDArray.full(shape, 0, dtype: x.dtype)] }
    var source = shape
    source[axis] = x.shape[axis]
    let others = x.shape.indices.filter { $0 != axis }
    let spread = try indices.broadcasted(to: shape)
    let gather = Gather(
      dimensions: GatherDimensions(
        offsetDims: [], collapsedSliceDims: [axis], operandBatchingDims: others, startIndicesBatchingDims: others,
        startIndexMap: [axis], indexVectorDim: x.rank),
      sliceSizes: x.shape.map { _ in 1 })
    let result = try gather(x.broadcasted(to: source), spread.expanded(at: -1))
    guard outOfBounds == .fill else { return [result] }
    let isInside = try spread.isWithin(x.shape[axis])
    return [try NDArray.where(isInside, result, NDArray.full([], x.dtype.missing, dtype: x.dtype))]
  }
}

extension NDArray {
  /// The slices across an axis at given places; the axes of the indices take the place of that axis.
  ///
  /// - Parameters:
  ///   - indices: integers of any shape; negative ones count from the end.
  ///   - axis: the axis; without one the array is taken as flat.
  ///   - outOfBounds: what an index outside of the array gives.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for other indices than integers,
  ///   ``ArrayError/indexOutOfRange(operation:index:axis:size:)`` for any index into an axis of size zero,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func take(_ indices: NDArray, axis: Int? = nil, outOfBounds: OutOfBounds = .fill) throws -> NDArray {
    guard let axis else { return try flattened().take(indices, axis: 0, outOfBounds: outOfBounds) }
    let place = try NDArray.normalize(axis, rank: rank, for: "take")
    try checkTaking(indices, along: place, for: "take")
    return try Take(axis: place, outOfBounds: outOfBounds)(self, indices)
  }

  /// The elements at given places along an axis; along the other axes places and elements run together.
  ///
  /// - Parameters:
  ///   - indices: integers, with as many axes as the array, which broadcast; negative ones count from the end.
  ///   - axis: the axis that the indices run along.
  ///   - outOfBounds: what an index outside of the array gives.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for other indices than integers,
  ///   ``ArrayError/rank(operation:expected:found:)``, ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``,
  ///   ``ArrayError/indexOutOfRange(operation:index:axis:size:)`` for any index into an axis of size zero.
  public func takeAlong(_ indices: NDArray, axis: Int, outOfBounds: OutOfBounds = .fill) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "takeAlong")
    guard indices.rank == rank else {
      throw ArrayError.rank(
        operation: "takeAlong", expected: "indices with as many axes as the array, \(rank)", found: indices.rank)
    }
    try checkTaking(indices, along: place, for: "takeAlong")
    return try TakeAlong(axis: place, outOfBounds: outOfBounds)(self, indices)
  }

  private func checkTaking(_ indices: NDArray, along axis: Int, for operation: String) throws {
    try indices.requireIntegers(for: operation)
    guard shape[axis] > 0 || indices.count == 0 else {
      throw ArrayError.indexOutOfRange(operation: operation, index: 0, axis: axis, size: 0)
    }
  }

  /// Refuses anything but integers as indices.
  func requireIntegers(for operation: String) throws {
    guard dtype.isInteger else {
      throw ArrayError.dtype(operation: operation, expected: "indices of an integer dtype", found: dtype)
    }
  }

  /// Indices in a type wide enough for any size, negative ones counted from the end, or all taken modulo the size.
  func asIndices(size: Int, _ outOfBounds: OutOfBounds) throws -> NDArray {
    let wide: DType = dtype.byteCount < 4 || dtype == .int32 ? .int32 : .int64
    let indices = try astype(wide)
    let zero = try NDArray.full(shape, 0, dtype: wide)
    let extent = try NDArray.full(shape, .integer(Swift.max(size, 1)), dtype: wide)
    if outOfBounds == .wrap { return try FlooredRemainder()(indices, extent) }
    return dtype.category == .unsigned ? indices : try NDArray.where(indices.less(zero), indices + extent, indices)
  }

  /// Whether indices that are counted from the front lie within an axis.
  fileprivate func isWithin(_ size: Int) throws -> NDArray {
    let zero = try NDArray.full(shape, 0, dtype: dtype)
    return try greaterOrEqual(zero).logicalAnd(less(NDArray.full(shape, .integer(size), dtype: dtype)))
  }

  /// The slices at index arrays of one shape along some axes, clamped into range, recorded in the active trace.
  ///
  /// - Parameters:
  ///   - indices: for each of the axes an array of indices that are counted from the front.
  ///   - axes: the axes indexed, ascending.
  ///   - place: where the axes of the indices go among those that remain.
  func gathered(_ indices: [NDArray], axes: [Int], at place: Int) throws -> NDArray {
    let batch = indices[0].rank
    let remaining = rank - axes.count
    let vectors = try NDArray.concatenate(indices.map { try $0.expanded(at: -1) }, axis: -1)
    let gather = Gather(
      dimensions: GatherDimensions(
        offsetDims: Array(0..<place) + Array(place + batch..<remaining + batch), collapsedSliceDims: axes,
        startIndexMap: axes, indexVectorDim: batch),
      sliceSizes: shape.enumerated().map { axes.contains($0.offset) ? 1 : $0.element })
    return try gather(self, vectors)
  }
}

extension DType {
  /// What stands for an element that does not exist, as in JAX.
  var missing: Literal {
    switch self {
    case .bool: .bool(true)
    case .int8: .integer(Int(Int8.min))
    case .int16: .integer(Int(Int16.min))
    case .int32: .integer(Int(Int32.min))
    case .int64: .integer(.min)
    case .uint8, .uint16, .uint32, .uint64: .integer(-1)
    case .bfloat16, .float16, .float32, .float64, .complex64, .complex128: .float(.nan)
    }
  }
}

/// A box of static size at computed starting places.
struct DynamicSlice: Operation {
  static let operationName = "dynamicSliced"

  var sizes: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    if sizes.contains(0) { return [try NDArray.full(sizes, 0, dtype: x.dtype)] }
    if sizes.isEmpty { return [x] }
    let starts = try zip(operands.dropFirst(), x.shape).map { try $0.asIndices(size: $1, .clip).astype(.int64) }
    let axes = Array(x.shape.indices)
    let gather = Gather(
      dimensions: GatherDimensions(offsetDims: axes, collapsedSliceDims: [], startIndexMap: axes, indexVectorDim: 0),
      sliceSizes: sizes)
    return [try gather(x, NDArray.stack(starts))]
  }
}

extension NDArray {
  /// A box of the array, of static size, at computed starting places.
  ///
  /// - Parameters:
  ///   - starts: for each axis a place as an integer array without axes; negative ones count from the end, and the
  ///     box is moved to lie within the array.
  ///   - sizes: the size of the box along each axis.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when starts or sizes do not fit the array,
  ///   ``ArrayError/rank(operation:expected:found:)``, ``ArrayError/dtype(operation:expected:found:)``.
  public func dynamicSliced(at starts: [NDArray], sizes: [Int]) throws -> NDArray {
    guard starts.count == rank, sizes.count == rank, zip(sizes, shape).allSatisfy({ 0...$1 ~= $0 }) else {
      throw ArrayError.argument(
        operation: "dynamicSliced",
        problem: "\(starts.count) starts and sizes \(sizes) do not fit an array of shape \(shape)")
    }
    for start in starts {
      try start.requireIntegers(for: "dynamicSliced")
      guard start.rank == 0 else {
        throw ArrayError.rank(operation: "dynamicSliced", expected: "starts without axes", found: start.rank)
      }
    }
    return try DynamicSlice(sizes: sizes).apply([self] + starts)[0]
  }
}
