/// Copies of an array side by side along each axis.
struct Tile: Operation {
  static let operationName = "tiled"

  /// How many copies along each axis, of the array's rank or more.
  var counts: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    let sizes = [Int](repeating: 1, count: counts.count - x.rank) + x.shape
    // An axis of copies before each axis of elements.
    let apart = zip(counts, sizes).flatMap { [$0, $1] }
    let spread = try x.reshaped(to: sizes).broadcasted(to: apart, along: sizes.indices.map { 2 * $0 + 1 })
    return [try spread.reshaped(to: zip(counts, sizes).map { $0 * $1 })]
  }
}

/// Each element as often as asked along an axis.
struct Repetition: Operation {
  static let operationName = "repeated"

  var count: Int
  var axis: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    var apart = x.shape
    apart.insert(count, at: axis + 1)
    var joined = x.shape
    joined[axis] *= count
    return [try x.broadcasted(to: apart, along: apart.indices.filter { $0 != axis + 1 }).reshaped(to: joined)]
  }
}

/// Elements moved along axes, those that leave at one end entering at the other.
struct Roll: Operation {
  static let operationName = "rolled"

  /// For each axis where its first element comes from.
  var starts: [Int]

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    var x = operands[0]
    for (axis, start) in starts.enumerated() where start != 0 {
      x = try NDArray.concatenate(
        [x.sliced(start..<x.shape[axis], axis: axis), x.sliced(0..<start, axis: axis)], axis: axis)
    }
    return [x]
  }
}

extension NDArray {
  /// Copies of the array side by side, as many along each axis as the counts say.
  ///
  /// - Parameter counts: for the last axes, one count each; more counts than axes add axes at the front.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)`` for negative counts.
  public func tiled(_ counts: [Int]) throws -> NDArray {
    try NDArray.checkSizes(counts, for: "tiled")
    let counts = [Int](repeating: 1, count: Swift.max(rank - counts.count, 0)) + counts
    return try Tile(counts: counts)(self)
  }

  /// Each element a number of times in a row along an axis.
  ///
  /// - Parameters:
  ///   - count: how many times.
  ///   - axis: the axis; without one the array is taken as flat.
  /// - Throws: ``ArrayError/negativeSize(operation:shape:)``, ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func repeated(_ count: Int, axis: Int? = nil) throws -> NDArray {
    try NDArray.checkSizes([count], for: "repeated")
    guard let axis else { return try flattened().repeated(count, axis: 0) }
    try NDArray.checkSizes(shape + [count], for: "repeated")
    return try Repetition(count: count, axis: NDArray.normalize(axis, rank: rank, for: "repeated"))(self)
  }

  /// Each element along an axis its own number of times in a row.
  ///
  /// - Parameters:
  ///   - counts: a number for each element of the axis.
  ///   - axis: the axis.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the counts do not fit the axis,
  ///   ``ArrayError/negativeSize(operation:shape:)``, ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func repeated(_ counts: [Int], axis: Int) throws -> NDArray {
    try NDArray.checkSizes(counts, for: "repeated")
    let place = try NDArray.normalize(axis, rank: rank, for: "repeated")
    guard counts.count == shape[place] else {
      throw ArrayError.argument(
        operation: "repeated",
        problem: "axis \(axis) of size \(shape[place]) needs as many counts, found \(counts.count)")
    }
    let total = counts.reduce(0.0) { $0 + Double($1) }
    try MemoryLimit.require(total * 16, for: "repeated")
    let places = counts.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    return try take(NDArray(places), axis: place, outOfBounds: .clip)
  }

  /// The array with its elements moved along an axis, those that leave at the end entering at the start.
  ///
  /// - Parameters:
  ///   - shift: by how many places; negative to the front.
  ///   - axis: the axis; without one the elements move in row-major order.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func rolled(by shift: Int, axis: Int? = nil) throws -> NDArray {
    guard let axis else { return try flattened().rolled(by: [shift], axes: [0]).reshaped(to: shape) }
    return try rolled(by: [shift], axes: [axis])
  }

  /// The array with its elements moved along several axes, those that leave at the end entering at the start.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when shifts and axes do not pair up,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func rolled(by shifts: [Int], axes: [Int]) throws -> NDArray {
    let places = try NDArray.normalize(axes, rank: rank, for: "rolled", isSorted: false)
    guard shifts.count == places.count else {
      throw ArrayError.argument(
        operation: "rolled", problem: "\(shifts.count) shifts were given for \(places.count) axes")
    }
    var starts = [Int](repeating: 0, count: rank)
    for (shift, place) in zip(shifts, places) where shape[place] > 0 {
      let rest = shift % shape[place]
      starts[place] = rest > 0 ? shape[place] - rest : -rest
    }
    return try starts.allSatisfy { $0 == 0 } ? self : Roll(starts: starts)(self)
  }
}
