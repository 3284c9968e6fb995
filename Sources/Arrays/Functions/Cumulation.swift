/// Products, or extremes, of all elements up to each one along an axis, or from each one on, by an associative body.
///
/// Neighbours are joined in pairs; the folds of the pairs, worked out the same way, are those of every second element,
/// and one more step gives the others: 2n joins in 2 log n steps (Blelloch, "Prefix Sums and Their Applications").
struct Cumulation<Body: Operation>: Operation {
  var body: Body
  var axis: Int
  var isReversed = false

  static var operationName: String { Body.operationName }

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    guard isReversed else { return [try folds(of: operands[0])] }
    return [try folds(of: operands[0].flipped([axis])).flipped([axis])]
  }

  private func folds(of x: NDArray) throws -> NDArray {
    let size = x.shape[axis]
    if size < 2 { return x }
    let pairs = try body(every2nd(of: x, from: 0, to: size - 1), every2nd(of: x, from: 1, to: size))
    let odd = try folds(of: pairs)
    let later = try every2nd(of: x, from: 2, to: size)
    // The place before each later even one is odd.
    let joined = try later.shape[axis] == 0 ? later : body(odd.sliced(0..<later.shape[axis], axis: axis), later)
    let even = try NDArray.concatenate([x.sliced(0..<1, axis: axis), joined], axis: axis)
    return try interleaved(even, odd)
  }

  private func every2nd(of x: NDArray, from start: Int, to stop: Int) throws -> NDArray {
    try Slice(
      starts: x.shape.indices.map { $0 == axis ? Swift.min(start, stop) : 0 },
      limits: x.shape.replacing(axis, by: stop), strides: x.shape.indices.map { $0 == axis ? 2 : 1 })(x)
  }

  /// Elements by turns, of which the even ones may have one more.
  private func interleaved(_ even: NDArray, _ odd: NDArray) throws -> NDArray {
    let count = odd.shape[axis]
    let turns = try NDArray.stack([even.sliced(0..<count, axis: axis), odd], axis: axis + 1)
      .reshaped(to: odd.shape.replacing(axis, by: 2 * count))
    guard even.shape[axis] > count else { return turns }
    return try NDArray.concatenate([turns, even.sliced(count..<count + 1, axis: axis)], axis: axis)
  }
}

extension NDArray {
  /// The sums of all elements up to each one along an axis, or from each one on; small integers and booleans count
  /// as 32 bits.
  ///
  /// - Parameters:
  ///   - axis: the axis; negative to count from the end.
  ///   - isReversed: whether to sum from each element to the end.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func cumulativeSum(axis: Int, reversed isReversed: Bool = false) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "cumulativeSum")
    return try Accumulating(body: CumulativeSum(axis: place, isReversed: isReversed))(self)
  }

  /// The products of all elements up to each one along an axis, or from each one on; small integers and booleans count
  /// as 32 bits.
  ///
  /// - Parameters:
  ///   - axis: the axis; negative to count from the end.
  ///   - isReversed: whether to multiply from each element to the end.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func cumulativeProduct(axis: Int, reversed isReversed: Bool = false) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "cumulativeProduct")
    return try Accumulating(body: Cumulation(body: Multiply(), axis: place, isReversed: isReversed))(self)
  }

  /// The greatest of all elements up to each one along an axis, or from each one on.
  ///
  /// - Parameters:
  ///   - axis: the axis; negative to count from the end.
  ///   - isReversed: whether to look from each element to the end.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func cumulativeMax(axis: Int, reversed isReversed: Bool = false) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "cumulativeMax")
    return try Cumulation(body: Maximum(), axis: place, isReversed: isReversed)(self)
  }

  /// The least of all elements up to each one along an axis, or from each one on.
  ///
  /// - Parameters:
  ///   - axis: the axis; negative to count from the end.
  ///   - isReversed: whether to look from each element to the end.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func cumulativeMin(axis: Int, reversed isReversed: Bool = false) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "cumulativeMin")
    return try Cumulation(body: Minimum(), axis: place, isReversed: isReversed)(self)
  }

  /// The logarithms of the sums of the exponentials of all elements up to each one along an axis, or from each one on,
  /// without overflow.
  ///
  /// Integers are taken as `float32`.
  /// - Parameters:
  ///   - axis: the axis; negative to count from the end.
  ///   - isReversed: whether to sum from each element to the end.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func cumulativeLogSumExp(axis: Int, reversed isReversed: Bool = false) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "cumulativeLogSumExp")
    return try Cumulation(body: LogAddExp(), axis: place, isReversed: isReversed).floating(self)
  }
}

/// An operation on elements taken as terms of sums: small integers and booleans as 32 bits.
struct Accumulating<Body: Operation>: Operation {
  var body: Body

  static var operationName: String { Body.operationName }

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = operands[0]
    return [try body(x.dtype.isInexact ? x : x.astype(x.dtype.accumulating))]
  }
}
