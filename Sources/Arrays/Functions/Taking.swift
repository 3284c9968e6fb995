/// Slices across one axis at given places.
struct Take: Operation {
  static let operationName = "take"

  var axis: Int
  var outOfBounds: OutOfBounds
  var fillValue: Literal?

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let indices = try operands[1].asIndices(size: x.shape[axis], outOfBounds)
    guard indices.count > 0, x.shape[axis] > 0 else {
      var shape = x.shape
      shape.replaceSubrange(axis...axis, with: indices.shape)
      return [try NDArray.full(shape, 0, dtype: x.dtype)]
    }
    let result = try IndexVectors([indices], axes: [axis], at: axis, of: x.shape).gather(x)
    guard outOfBounds == .fill else { return [result] }
    let isInside = try indices.isWithin(x.shape[axis])
      .broadcasted(to: result.shape, along: Array(axis..<axis + indices.rank))
    return [try NDArray.where(isInside, result, NDArray.full([], fillValue ?? x.dtype.missing, dtype: x.dtype))]
  }
}

/// Elements at given places along one axis, places and elements running together along the others.
struct TakeAlong: Operation {
  static let operationName = "takeAlong"

  var axis: Int
  var outOfBounds: OutOfBounds
  var fillValue: Literal?

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let (source, places) = try Self.spread(x, operands[1], axis: axis, outOfBounds, for: Self.operationName)
    let result = try source.gatheredAlong(places, axis: axis)
    guard outOfBounds == .fill else { return [result] }
    let isInside = try places.isWithin(x.shape[axis])
    return [try NDArray.where(isInside, result, NDArray.full([], fillValue ?? x.dtype.missing, dtype: x.dtype))]
  }

  /// An array and indices along an axis of it, repeated to the same sizes along the others.
  static func spread(
    _ x: NDArray, _ indices: NDArray, axis: Int, _ outOfBounds: OutOfBounds, for operation: String
  ) throws -> (source: NDArray, places: NDArray) {
    var shapes = [x.shape, indices.shape]
    shapes[0][axis] = 1
    let shape = try NDArray.broadcastShape(shapes, for: operation)
    var source = shape
    source[axis] = x.shape[axis]
    let places = try indices.asIndices(size: x.shape[axis], outOfBounds).broadcasted(to: shape)
    return (try x.broadcasted(to: source), places)
  }
}

/// An array with elements replaced at given places along one axis, places running along it on the others.
struct PutAlong: Operation {
  static let operationName = "puttingAlong"

  var axis: Int
  var outOfBounds: OutOfBounds

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    var shape = operands[1].shape
    var sizes = x.shape
    (shape[axis], sizes[axis]) = (1, 1)
    // What is written must not be more than there is to write on.
    guard try NDArray.broadcastShape([sizes, shape], for: Self.operationName) == sizes else {
      throw ArrayError.shapesDoNotBroadcast(operation: Self.operationName, shapes: [sizes, shape])
    }
    var (_, places) = try TakeAlong.spread(x, operands[1], axis: axis, outOfBounds, for: Self.operationName)
    guard places.count > 0 else { return [x] }
    if outOfBounds == .clip { places = try places.clamped(toAxisOfSize: x.shape[axis]) }
    let values = try operands[2].broadcasted(to: places.shape)
    return [try IndexVectors(places, along: axis).scatter(x, values, .set)]
  }
}

extension NDArray {
  /// The slices across an axis at given places; the axes of the indices take the place of that axis.
  ///
  /// - Parameters:
  ///   - indices: integers of any shape; negative ones count from the end.
  ///   - axis: the axis; without one the array is taken as flat.
  ///   - outOfBounds: what an index outside of the array gives.
  ///   - fillValue: what ``OutOfBounds/fill`` gives, in place of its own value.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for other indices than integers,
  ///   ``ArrayError/indexOutOfRange(operation:index:axis:size:)`` for any index into an axis of size zero,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func take(
    _ indices: NDArray, axis: Int? = nil, outOfBounds: OutOfBounds = .fill, fillValue: Literal? = nil
  ) throws -> NDArray {
    guard let axis else {
      return try flattened().take(indices, axis: 0, outOfBounds: outOfBounds, fillValue: fillValue)
    }
    let place = try NDArray.normalize(axis, rank: rank, for: "take")
    try checkTaking(indices, along: place, for: "take")
    return try Take(axis: place, outOfBounds: outOfBounds, fillValue: fillValue)(self, indices)
  }

  /// The elements at given places along an axis; along the other axes places and elements run together.
  ///
  /// - Parameters:
  ///   - indices: integers, with as many axes as the array, which broadcast; negative ones count from the end.
  ///   - axis: the axis that the indices run along.
  ///   - outOfBounds: what an index outside of the array gives.
  ///   - fillValue: what ``OutOfBounds/fill`` gives, in place of its own value.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for other indices than integers,
  ///   ``ArrayError/rank(operation:expected:found:)``, ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``,
  ///   ``ArrayError/indexOutOfRange(operation:index:axis:size:)`` for any index into an axis of size zero.
  public func takeAlong(
    _ indices: NDArray, axis: Int, outOfBounds: OutOfBounds = .fill, fillValue: Literal? = nil
  ) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "takeAlong")
    try checkRunningAlong(indices, place, for: "takeAlong")
    return try TakeAlong(axis: place, outOfBounds: outOfBounds, fillValue: fillValue)(self, indices)
  }

  /// The array with the elements at given places along an axis replaced; along the others places and elements run
  /// together.
  ///
  /// - Parameters:
  ///   - values: in the dtype of the array; they broadcast to the shape of the places.
  ///   - indices: integers, with as many axes as the array, which broadcast; negative ones count from the end. Of equal
  ///     ones the last wins.
  ///   - axis: the axis that the indices run along.
  ///   - outOfBounds: what becomes of an index outside of the array.
  /// - Throws: as ``takeAlong(_:axis:outOfBounds:fillValue:)`` does, and ``ArrayError/dtype(operation:expected:found:)``
  ///   for values that the array's dtype does not hold.
  public func puttingAlong(
    _ values: NDArray, at indices: NDArray, axis: Int, outOfBounds: OutOfBounds = .drop
  ) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "puttingAlong")
    try checkRunningAlong(indices, place, for: "puttingAlong")
    let values = try values.asUpdates(of: self, for: "puttingAlong")
    return try PutAlong(axis: place, outOfBounds: outOfBounds)(self, indices, values)
  }

  private func checkRunningAlong(_ indices: NDArray, _ axis: Int, for operation: String) throws {
    guard indices.rank == rank else {
      throw ArrayError.rank(
        operation: operation, expected: "indices with as many axes as the array, \(rank)", found: indices.rank)
    }
    try checkTaking(indices, along: axis, for: operation)
  }

  private func checkTaking(_ indices: NDArray, along axis: Int, for operation: String) throws {
    try indices.requireIntegers(for: operation)
    guard shape[axis] > 0 || indices.count == 0 else {
      throw ArrayError.indexOutOfRange(operation: operation, index: 0, axis: axis, size: 0)
    }
  }

  /// Values to write into an array, in its dtype.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` when that does not hold them.
  func asUpdates(of array: NDArray, for operation: String) throws -> NDArray {
    guard PromotionType.join(array.promotionType, promotionType).dtype == array.dtype else {
      throw ArrayError.dtype(operation: operation, expected: "values that fit into \(array.dtype)", found: dtype)
    }
    return try spelled(in: array.dtype).astype(array.dtype)
  }
}
