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
    try checkBox(at: starts, sizes, for: "dynamicSliced")
    return try Boxed(body: DynamicSlice(sizes: sizes), boxCount: 0).apply([self] + starts)[0]
  }

  /// The part of the array of static size at a computed starting place along one axis.
  ///
  /// - Parameters:
  ///   - start: an integer array without axes; a negative one counts from the end, and the part is moved to lie within
  ///     the array.
  ///   - size: the size of the part along the axis.
  ///   - axis: the axis; negative to count from the end.
  /// - Throws: as ``dynamicSliced(at:sizes:)`` does, and ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func dynamicSliced(at start: NDArray, size: Int = 1, axis: Int) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "dynamicSliced")
    var sizes = shape
    sizes[place] = size
    return try dynamicSliced(at: starts(start, along: place), sizes: sizes)
  }

  /// The array with a box of it replaced, at computed starting places.
  ///
  /// - Parameters:
  ///   - update: the new box, with as many axes as the array, in its dtype.
  ///   - starts: for each axis a place as an integer array without axes; negative ones count from the end, and the
  ///     box is moved to lie within the array.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when starts or update do not fit the array,
  ///   ``ArrayError/rank(operation:expected:found:)``, ``ArrayError/dtype(operation:expected:found:)``.
  public func updatingSlice(with update: NDArray, at starts: [NDArray]) throws -> NDArray {
    try checkBox(at: starts, update.shape, for: "updatingSlice")
    let update = try update.asUpdates(of: self, for: "updatingSlice")
    return try Boxed(body: DynamicUpdateSlice(), boxCount: 1).apply([self, update] + starts)[0]
  }

  /// The array with a part of it replaced, at a computed starting place along one axis.
  ///
  /// - Parameters:
  ///   - update: the new part, in the array's dtype; one without the axis is taken as of size one along it.
  ///   - start: an integer array without axes; a negative one counts from the end, and the part is moved to lie within
  ///     the array.
  ///   - axis: the axis; negative to count from the end.
  /// - Throws: as ``updatingSlice(with:at:)`` does, and ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func updatingSlice(with update: NDArray, at start: NDArray, axis: Int) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "updatingSlice")
    let part = try update.rank == rank - 1 ? update.expanded(at: place) : update
    return try updatingSlice(with: part, at: starts(start, along: place))
  }

  /// A start along one axis, and the beginning along all others.
  private func starts(_ start: NDArray, along axis: Int) -> [NDArray] {
    shape.indices.map { $0 == axis ? start : NDArray(0) }
  }

  private func checkBox(at starts: [NDArray], _ sizes: [Int], for operation: String) throws {
    guard starts.count == rank, sizes.count == rank, zip(sizes, shape).allSatisfy({ 0...$1 ~= $0 }) else {
      throw ArrayError.argument(
        operation: operation,
        problem: "\(starts.count) starts and sizes \(sizes) do not fit an array of shape \(shape)")
    }
    for start in starts {
      try start.requireIntegers(for: operation)
      guard start.rank == 0 else {
        throw ArrayError.rank(operation: operation, expected: "starts without axes", found: start.rank)
      }
    }
  }
}

/// An operation on a box of its first operand, whose starts may be negative and of any integer type.
struct Boxed<Body: Primitive>: Operation {
  var body: Body
  /// How many operands stand between the array and the starts.
  var boxCount: Int

  static var operationName: String { Body.operationName }

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let starts = try zip(operands.dropFirst(1 + boxCount), operands[0].shape).map { try $0.asIndices(size: $1, .clip) }
    let widest: DType = starts.contains { $0.dtype == .int64 } ? .int64 : .int32
    return try body.apply(operands.prefix(1 + boxCount) + starts.map { try $0.astype(widest) })
  }
}
