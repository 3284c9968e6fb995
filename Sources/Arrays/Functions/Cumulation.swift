/// Products, or extremes, of all elements up to each one along an axis, in steps of doubling length.
struct Cumulation<Body: Operation>: Operation {
  var body: Body
  var axis: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    var x = operands[0]
    let size = x.shape[axis]
    var reach = 1
    while reach < size {
      // Each element holds the fold of `reach` elements up to it, and meets the one that holds those before.
      let joined = try body(x.sliced(0..<size - reach, axis: axis), x.sliced(reach..<size, axis: axis))
      x = try NDArray.concatenate([x.sliced(0..<reach, axis: axis), joined], axis: axis)
      reach *= 2
    }
    return [x]
  }
}

extension NDArray {
  /// The sums of all elements up to each one along an axis, or from each one on; small integers and booleans count
  /// as 32 bits.
  ///
  /// - Parameter isReversed: whether to sum from each element to the end.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func cumulativeSum(axis: Int, reversed isReversed: Bool = false) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "cumulativeSum")
    return try Accumulating(body: CumulativeSum(axis: place, isReversed: isReversed))(self)
  }

  /// The products of all elements up to each one along an axis; small integers and booleans count as 32 bits.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func cumulativeProduct(axis: Int) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "cumulativeProduct")
    return try Accumulating(body: Cumulation(body: Multiply(), axis: place))(self)
  }

  /// The greatest of all elements up to each one along an axis.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func cumulativeMax(axis: Int) throws -> NDArray {
    try Cumulation(body: Maximum(), axis: NDArray.normalize(axis, rank: rank, for: "cumulativeMax"))(self)
  }

  /// The least of all elements up to each one along an axis.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func cumulativeMin(axis: Int) throws -> NDArray {
    try Cumulation(body: Minimum(), axis: NDArray.normalize(axis, rank: rank, for: "cumulativeMin"))(self)
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
