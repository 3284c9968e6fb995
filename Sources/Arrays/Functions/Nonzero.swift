/// The places in row-major order of the elements that are not zero, so many, and then a filling.
struct FlatNonzero: Operation {
  static let operationName = "flatNonzero"

  var size: Int
  var filling: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let isChosen = try operands[0].astype(.bool).flattened()
    let filled = try NDArray.full([size], .integer(filling), dtype: .int32)
    guard size > 0, isChosen.count > 0 else { return [filled] }
    // The number of each chosen one among the chosen; the others go past the end, where updates are dropped.
    let numbers = try isChosen.cumulativeSum(axis: 0) - 1
    let targets = try NDArray.where(isChosen, numbers, NDArray(size))
    return [try filled.at[targets].set(NDArray.iota([isChosen.count]))]
  }
}

/// The places along each axis of the elements that are not zero.
struct Nonzero: Operation {
  static let operationName = "nonzero"

  var size: Int
  var filling: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let flat = try x.flatNonzero(size: size, fillValue: -1)
    let isMissing = try flat.less(NDArray(0))
    return try NDArray.unravelIndex(flat, shape: x.shape).map { try NDArray.where(isMissing, NDArray(filling), $0) }
  }
}

extension NDArray {
  /// The places, as `int32`, in row-major order of the elements that are not zero.
  ///
  /// - Parameters:
  ///   - size: how many places there are in the result: those that are more are left out.
  ///   - fillValue: what stands in the result where there are fewer.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``.
  public func flatNonzero(size: Int, fillValue: Int = 0) throws -> NDArray {
    try NDArray.checkSizes([size], for: "flatNonzero")
    return try FlatNonzero(size: size, filling: fillValue)(self)
  }

  /// For each axis the places, as `int32`, of the elements that are not zero, in row-major order.
  ///
  /// - Parameters:
  ///   - size: how many places there are in each result: those that are more are left out.
  ///   - fillValue: what stands in the results where there are fewer.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``, ``ArrayError/rank(operation:expected:found:)`` for an
  ///   array without axes.
  public func nonzero(size: Int, fillValue: Int = 0) throws -> [NDArray] {
    try NDArray.checkSizes([size], for: "nonzero")
    guard rank > 0 else {
      throw ArrayError.rank(operation: "nonzero", expected: "an array of one axis or more", found: 0)
    }
    return try Nonzero(size: size, filling: fillValue).apply([self])
  }

  /// The places, as `int32` rows with a number for each axis, of the elements that are not zero, in row-major order.
  ///
  /// - Parameters:
  ///   - size: how many rows there are: those that are more are left out.
  ///   - fillValue: what stands in the rows where there are fewer.
  /// - Throws: as ``nonzero(size:fillValue:)`` does.
  public func argwhere(size: Int, fillValue: Int = 0) throws -> NDArray {
    try NDArray.stack(nonzero(size: size, fillValue: fillValue), axis: 1)
  }

  /// How many elements over the given axes, or over all, are not zero, as `int32`.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func countNonzero(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "countNonzero")
    return try CountNonzero(axes: axes, keepsAxes: keepingAxes)(self)
  }

  /// The slices across an axis for which a condition is true, so many, and then a filling.
  ///
  /// - Parameters:
  ///   - condition: on one axis, no longer than that of the array; numbers count as true when not zero.
  ///   - size: how many slices there are in the result: those that are more are left out.
  ///   - axis: the axis; without one the array is taken as flat.
  ///   - fillValue: what stands in the result where there are fewer.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` for a condition that does not fit,
  ///   ``ArrayError/negativeSize(operation:shape:)``, ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func compressed(
    _ condition: NDArray, size: Int, axis: Int? = nil, fillValue: Literal = 0
  ) throws -> NDArray {
    guard let axis else { return try flattened().compressed(condition, size: size, axis: 0, fillValue: fillValue) }
    let place = try NDArray.normalize(axis, rank: rank, for: "compressed")
    try NDArray.checkSizes([size], for: "compressed")
    guard condition.rank == 1, condition.count <= shape[place] else {
      throw ArrayError.shape(
        operation: "compressed", expected: "a condition of one axis, of size \(shape[place]) at most",
        found: [condition.shape])
    }
    return try Compress(size: size, axis: place, filling: fillValue)(self, condition)
  }

  /// The elements for which a condition is true, in row-major order, so many, and then a filling.
  ///
  /// - Parameters:
  ///   - condition: with as many elements as the array; numbers count as true when not zero.
  ///   - size: how many elements there are in the result: those that are more are left out.
  ///   - fillValue: what stands in the result where there are fewer.
  /// - Throws: as ``compressed(_:size:axis:fillValue:)`` does.
  public func extracted(_ condition: NDArray, size: Int, fillValue: Literal = 0) throws -> NDArray {
    try compressed(condition.flattened(), size: size, fillValue: fillValue)
  }
}

/// How many elements are not zero over some axes.
struct CountNonzero: Operation {
  static let operationName = "countNonzero"

  var axes: [Int]
  var keepsAxes: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    [try operands[0].astype(.bool).sum(axes, keepingAxes: keepsAxes)]
  }
}

/// The slices across an axis for which a condition is true.
struct Compress: Operation {
  static let operationName = "compressed"

  var size: Int
  var axis: Int
  var filling: Literal

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    guard x.shape[axis] > 0 else {
      return [try NDArray.full(x.shape.replacing(axis, by: size), filling, dtype: x.dtype)]
    }
    let places = try operands[1].flatNonzero(size: size, fillValue: x.shape[axis])
    return [try x.take(places, axis: axis, outOfBounds: .fill, fillValue: filling)]
  }
}

extension [Int] {
  /// A shape with the size of one axis replaced.
  func replacing(_ axis: Int, by size: Int) -> [Int] {
    var shape = self
    shape[axis] = size
    return shape
  }
}
