internal import StableHLO

extension NDArray {
  /// The part of the array that indices name, one for each axis from the first on, by NumPy's rules.
  ///
  /// An integer takes one element and removes the axis. A range takes several; its bounds may be negative, to count
  /// from the end, and beyond the ends, which then stand for them. `.all` takes the whole axis, `.ellipsis` as many
  /// axes as the others leave, `.slice(from:to:by:)` steps, also backwards, and `.newAxis` adds an axis of size one.
  /// Arrays of integers take the elements at those places: they broadcast together, and their axes go to the place of
  /// the indices when arrays and integers stand side by side, to the front otherwise. In arrays, negative places count
  /// from the end, and those outside of the axis stand for its ends. An array without axes is an integer that may be
  /// computed.
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
  public func indexed(by indices: [any ArrayIndex]) throws -> NDArray { try at.indexed(by: indices).get() }
}

/// The part of an array that a plan names, with index arrays as further operands.
struct Indexing: Operation {
  static let operationName = "Indexing"

  var plan: IndexPlan
  var outOfBounds = OutOfBounds.clip
  var fillValue: Literal?
  var promises = IndexPromises()

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let view = try plan.view(of: operands[0])
    guard !plan.addressed.isEmpty else { return [try view.reshaped(to: plan.resultShape(view.shape, picked: []))] }
    let picked = try NDArray.broadcastShape(operands.dropFirst().map(\.shape), for: Self.operationName)
    let elements = try pick(view, operands.dropFirst(), picked)
    return [try elements.reshaped(to: plan.resultShape(view.shape, picked: picked))]
  }

  /// The elements that index arrays name, their axes where the layout has them.
  private func pick(_ x: NDArray, _ arrays: ArraySlice<NDArray>, _ picked: [Int]) throws -> NDArray {
    let shape = plan.pickedShape(x.shape, picked: picked)
    // Nothing is picked, perhaps of an axis without elements.
    if shape.contains(0) { return try NDArray.full(shape, 0, dtype: x.dtype) }
    let indices = try plan.places(arrays, in: x.shape, picked, outOfBounds)
    let elements: NDArray
    if picked.isEmpty {
      elements = try DynamicSlice(sizes: x.shape.keeping(plan.addressed))
        .apply([x] + plan.corner(indices, rank: x.rank))[0].reshaped(to: shape)
    } else {
      elements = try IndexVectors(indices, axes: plan.addressed, at: plan.pickedPlace, of: x.shape)
        .gather(x, promises)
    }
    guard outOfBounds == .fill else { return elements }
    let isInside = try zip(indices, plan.addressed).map { try $0.isWithin(x.shape[$1]) }
      .reduce(NDArray.full(picked, true)) { try $0.logicalAnd($1) }
    let axes = Array(plan.pickedPlace..<plan.pickedPlace + picked.count)
    return try NDArray.where(
      isInside.broadcasted(to: shape, along: axes), elements,
      NDArray.full([], fillValue ?? x.dtype.missing, dtype: x.dtype))
  }
}

extension IndexPlan {
  /// The index arrays, all of one shape, counted from the front.
  func places(
    _ arrays: ArraySlice<NDArray>, in view: [Int], _ picked: [Int], _ outOfBounds: OutOfBounds
  ) throws -> [NDArray] {
    try zip(arrays, addressed).map { try $0.asIndices(size: view[$1], outOfBounds).broadcasted(to: picked) }
  }

  /// Places without axes as the starts of a box that has all of the other axes.
  func corner(_ places: [NDArray], rank: Int) throws -> [NDArray] {
    let widest: DType = places.contains { $0.dtype == .int64 } ? .int64 : .int32
    let zero = try NDArray.full([], 0, dtype: widest)
    return try (0..<rank).map { axis in
      try addressed.firstIndex(of: axis).map { try places[$0].astype(widest) } ?? zero
    }
  }
}
