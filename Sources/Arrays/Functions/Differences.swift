/// Differences of neighbours along an axis, several times over.
struct Differences: Operation {
  static let operationName = "differences"

  var order: Int
  var axis: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    var x = try NDArray.concatenate(operands, axis: axis)
    for _ in 0..<order {
      let size = x.shape[axis]
      guard size > 0 else { break }
      let (later, earlier) = (try x.sliced(1..<size, axis: axis), try x.sliced(0..<size - 1, axis: axis))
      x = try x.dtype == .bool ? later.notEqual(earlier) : later - earlier
    }
    return [x]
  }
}

/// The area under straight lines between points, along an axis.
struct Trapezoid: Operation {
  static let operationName = "trapezoid"

  var axis: Int
  var dtype: DType
  /// The distance of the points, when their places are not given as a second operand.
  var distance: Double

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let y = try operands[0].astype(dtype).movingAxis(axis, to: -1)
    let last = y.rank - 1
    let size = y.shape[last]
    guard size > 0 else { return [try NDArray.full(Array(y.shape.dropLast()), 0, dtype: dtype)] }
    let heights = try y.sliced(1..<size, axis: last) + y.sliced(0..<size - 1, axis: last)
    guard operands.count > 1 else { return [try heights.sum([last]) * (distance * 0.5)] }
    let x = try operands[1].astype(dtype)
    let places = x.rank == 1 ? x : try x.movingAxis(axis, to: -1)
    return [try (heights * places.differences()).sum([last]) * 0.5]
  }
}

extension NDArray {
  /// The differences of each two neighbours along an axis, the later less the earlier; of booleans whether they differ.
  ///
  /// - Parameters:
  ///   - order: how many times differences are taken.
  ///   - axis: the axis.
  ///   - prepended: elements put before the first ones; a number stands for one of them in each line.
  ///   - appended: elements put behind the last ones; a number stands for one of them in each line.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for a negative order,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/shape(operation:expected:found:)`` for elements
  ///   that do not fit.
  public func differences(
    order: Int = 1, axis: Int = -1, prepending prepended: NDArray? = nil, appending appended: NDArray? = nil
  ) throws -> NDArray {
    guard order >= 0 else {
      throw ArrayError.argument(operation: "differences", problem: "the order must not be negative, found \(order)")
    }
    let place = try NDArray.normalize(axis, rank: rank, for: "differences")
    if order == 0 { return self }
    let ends = try [prepended, appended].map { end in
      try end.map { try $0.rank == 0 ? $0.broadcasted(to: shape.replacing(place, by: 1)) : $0 }
    }
    let all = [ends[0], self, ends[1]].compactMap { $0 }
    return try Differences(order: order, axis: place).apply(all)[0]
  }

  /// The differences of each two neighbours in row-major order, with elements put before and behind them.
  ///
  /// - Throws: errors of the array engine.
  public func flatDifferences(prepending first: NDArray? = nil, appending last: NDArray? = nil) throws -> NDArray {
    let ends = try [first, last].map { try $0?.astype(dtype).flattened() }
    return try NDArray.concatenate([ends[0], flattened().differences(), ends[1]].compactMap { $0 })
  }

  /// The integral along an axis by the trapezoidal rule.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - x: the places of the elements, on one axis or in their shape.
  ///   - distance: the distance of the elements, where no places are given.
  ///   - axis: the axis.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``,
  ///   ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func trapezoid(_ x: NDArray? = nil, distance: Double = 1, axis: Int = -1) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "trapezoid")
    let dtype = (x.map { self.dtype.promoted(with: $0.dtype) } ?? self.dtype).averaging
    if let x, x.rank != 1, x.shape != shape || x.shape.isEmpty {
      throw ArrayError.shape(
        operation: "trapezoid", expected: "places on one axis or of shape \(shape)", found: [x.shape])
    }
    return try Trapezoid(axis: place, dtype: dtype, distance: distance).apply([self] + (x.map { [$0] } ?? []))[0]
  }
}
