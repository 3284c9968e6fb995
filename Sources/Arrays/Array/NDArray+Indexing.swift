extension NDArray {
  /// The part of the array that indices name, one for each axis from the first on, by NumPy's rules.
  ///
  /// An integer takes one element and removes the axis. A range takes several; its bounds may be negative, to count
  /// from the end, and beyond the ends, which then stand for them. `.all` takes the whole axis, `.ellipsis` as many
  /// axes as the others leave, `.slice(from:to:by:)` steps, also backwards, and `.newAxis` adds an axis of size one.
  /// Arrays of integers take the elements at those places: they broadcast together, and their axes go to the place of
  /// the indices when arrays and integers stand side by side, to the front otherwise. In arrays, negative places count
  /// from the end, and those outside of the axis stand for its ends.
  ///
  ///     try x[0], try x[.all, 1...], try x[.ellipsis, .slice(by: -1)], try x[indices, .newAxis]
  ///
  /// - Throws: ``ArrayError/indexOutOfRange(operation:index:axis:size:)`` for an integer outside of its axis,
  ///   ``ArrayError/tooManyIndices(count:rank:)``, ``ArrayError/argument(operation:problem:)`` for two ellipses or a
  ///   step of zero, ``ArrayError/dtype(operation:expected:found:)`` and
  ///   ``ArrayError/shapesDoNotBroadcast(operation:shapes:)`` for index arrays that cannot serve.
  public subscript(_ indices: any ArrayIndex...) -> NDArray {
    get throws { try indexed(by: indices) }
  }

  /// The part of the array that a list of indices names, as in brackets.
  ///
  /// - Throws: as the subscript does.
  public func indexed(by indices: [any ArrayIndex]) throws -> NDArray {
    let (plan, arrays) = try IndexPlan.make(indices.map(\.axisIndex), for: shape)
    return try Indexing(plan: plan).apply([self] + arrays)[0]
  }
}

/// The part of an array that a plan names, with index arrays as further operands.
struct Indexing: Operation {
  static let operationName = "Indexing"

  var plan: IndexPlan

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    var x = operands[0]
    let isWhole = plan.limits == x.shape && plan.starts.allSatisfy { $0 == 0 } && plan.strides.allSatisfy { $0 == 1 }
    if !isWhole { x = try Slice(starts: plan.starts, limits: plan.limits, strides: plan.strides)(x) }
    if !plan.reversed.isEmpty { x = try Reverse(axes: plan.reversed)(x) }
    x = try x.reshaped(to: x.shape.removing(plan.removed))
    var picked: [Int] = []
    if !plan.addressed.isEmpty {
      picked = try NDArray.broadcastShape(operands.dropFirst().map(\.shape), for: Self.operationName)
      x = try pick(x, operands.dropFirst(), picked)
    }
    var sizes = x.shape[...]
    let shape = plan.layout.flatMap { axis -> [Int] in
      switch axis {
      case .inserted: return [1]
      case .kept: return [sizes.removeFirst()]
      case .picked:
        sizes = sizes.dropFirst(picked.count)
        return picked
      }
    }
    return [try x.reshaped(to: shape)]
  }

  /// The elements that index arrays name, their axes where the layout has them.
  private func pick(_ x: NDArray, _ arrays: ArraySlice<NDArray>, _ shape: [Int]) throws -> NDArray {
    let place = plan.layout.prefix { $0 != .picked }.count { $0 == .kept }
    var result = x.shape.removing(plan.addressed)
    result.insert(contentsOf: shape, at: place)
    // Nothing is picked, perhaps of an axis without elements.
    if result.contains(0) { return try NDArray.full(result, 0, dtype: x.dtype) }
    let indices = try zip(arrays, plan.addressed).map { array, axis in
      try array.asIndices(size: x.shape[axis], .clip).broadcasted(to: shape)
    }
    // Narrower indices follow the widest.
    let widest: DType = indices.contains { $0.dtype == .int64 } ? .int64 : .int32
    return try x.gathered(indices.map { try $0.astype(widest) }, axes: plan.addressed, at: place)
  }
}
