/// Places along each axis of places in row-major order.
struct UnravelIndex: Operation {
  static let operationName = "unravelIndex"

  var shape: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let total = shape.reduce(1, *)
    var rest = try operands[0].asIndices(size: total, .clip).clamped(toAxisOfSize: total)
    var places: [NDArray] = []
    for size in shape.reversed() {
      let extent = try NDArray.full([], .integer(Swift.max(size, 1)), dtype: rest.dtype)
      places.append(try rest % extent)
      rest = try rest.floorDivided(by: extent)
    }
    return places.reversed()
  }
}

/// Places in row-major order of places along each axis.
struct RavelIndex: Operation {
  static let operationName = "ravelMultiIndex"

  var shape: [Int]
  var outOfBounds: OutOfBounds

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let dtype: DType = shape.reduce(1, *) > Int(Int32.max) ? .int64 : .int32
    let sizes = try NDArray.broadcastShape(operands.map(\.shape), for: Self.operationName)
    return [
      try zip(operands, shape).reduce(NDArray.full(sizes, 0, dtype: dtype)) { flat, axis in
        var places = axis.0
        switch outOfBounds {
        case .wrap: places = try places.asIndices(size: axis.1, .wrap)
        case .clip: places = try places.widened(toHold: axis.1).clamped(toAxisOfSize: axis.1)
        case .fill, .promiseInBounds: break
        }
        return try flat * NDArray(axis.1) + places.astype(dtype)
      }
    ]
  }
}

extension NDArray {
  /// For each axis of an array the places along it of places in row-major order.
  ///
  /// - Parameters:
  ///   - indices: integers; negative ones count from the end, and those outside stand for the ends.
  ///   - shape: the shape of the array that they are places of.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public static func unravelIndex(_ indices: NDArray, shape: [Int]) throws -> [NDArray] {
    try indices.requireIntegers(for: "unravelIndex")
    try checkSizes(shape, for: "unravelIndex")
    return try UnravelIndex(shape: shape).apply([indices])
  }

  /// The places in row-major order, as `int32` where that holds them, of places given for each axis of an array.
  ///
  /// - Parameters:
  ///   - indices: integers for each axis, which broadcast.
  ///   - shape: the shape of the array that they are places of.
  ///   - outOfBounds: what places outside stand for: the ends, or themselves modulo the size; otherwise they are
  ///     counted on as they are.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` unless there is one array an axis,
  ///   ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``,
  ///   ``ArrayError/negativeSize(operation:shape:)``.
  public static func ravelMultiIndex(
    _ indices: [NDArray], shape: [Int], outOfBounds: OutOfBounds = .clip
  ) throws -> NDArray {
    guard indices.count == shape.count else {
      throw ArrayError.argument(
        operation: "ravelMultiIndex", problem: "\(indices.count) index arrays were given for shape \(shape)")
    }
    for array in indices { try array.requireIntegers(for: "ravelMultiIndex") }
    try checkSizes(shape, for: "ravelMultiIndex")
    return try RavelIndex(shape: shape, outOfBounds: outOfBounds).apply(indices)[0]
  }
}
