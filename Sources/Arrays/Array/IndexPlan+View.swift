extension IndexPlan {
  /// The box of an array that the static indices cut, backward steps turned round, without the axes of integers.
  func view(of x: NDArray) throws -> NDArray {
    var box = try covers(x.shape) ? x : Slice(starts: starts, limits: limits, strides: strides)(x)
    if !reversed.isEmpty { box = try Reverse(axes: reversed)(box) }
    return try box.reshaped(to: box.shape.removing(removed))
  }

  /// An array with the box that ``view(of:)`` gives replaced.
  func writing(_ view: NDArray, into x: NDArray) throws -> NDArray {
    var sizes = view.shape[...]
    var box = try view.reshaped(to: starts.indices.map { removed.contains($0) ? 1 : sizes.removeFirst() })
    if !reversed.isEmpty { box = try Reverse(axes: reversed)(box) }
    if strides.contains(where: { $0 != 1 }) { box = try spread(box, over: x) }
    if box.shape == x.shape { return box }
    let dtype: DType = x.shape.contains { $0 > Int(Int32.max) } ? .int64 : .int32
    let corner = try starts.map { try NDArray.full([], .integer($0), dtype: dtype) }
    return try DynamicUpdateSlice().apply([x, box] + corner)[0]
  }

  /// The elements of a box at their steps, with those of the array in between.
  private func spread(_ box: NDArray, over x: NDArray) throws -> NDArray {
    let between = try Slice(starts: starts, limits: limits, strides: starts.map { _ in 1 })(x)
    let low = starts.map { _ in 0 }
    let interior = strides.map { $0 - 1 }
    let high = starts.indices.map { axis in
      between.shape[axis] - ((box.shape[axis] - 1) * strides[axis] + 1)
    }
    let isNew = try NDArray.full(box.shape, true).padded(low: low, high: high, interior: interior, with: NDArray(false))
    return try Select()(isNew, box.padded(low: low, high: high, interior: interior), between)
  }

  private func covers(_ shape: [Int]) -> Bool {
    limits == shape && starts.allSatisfy { $0 == 0 } && strides.allSatisfy { $0 == 1 }
  }

  /// The shape of what is read, from that of the view and the common shape of the index arrays.
  ///
  /// - Parameter picked: for a mask, of which it is not known how many elements it chooses, a single axis.
  func resultShape(_ view: [Int], picked: [Int]) -> [Int] {
    shape(view, picked: picked, insertingNewAxes: true)
  }

  /// The same shape without new axes.
  func pickedShape(_ view: [Int], picked: [Int]) -> [Int] {
    shape(view, picked: picked, insertingNewAxes: false)
  }

  private func shape(_ view: [Int], picked: [Int], insertingNewAxes: Bool) -> [Int] {
    let indexed = masked.map(Array.init) ?? addressed
    var sizes = view.removing(indexed)[...]
    return layout.flatMap { axis -> [Int] in
      switch axis {
      case .inserted: insertingNewAxes ? [1] : []
      case .kept: [sizes.removeFirst()]
      case .picked: picked
      }
    }
  }

  /// How many axes that remain whole come before those of the index arrays in the result.
  var pickedPlace: Int { layout.prefix { $0 != .picked }.count { $0 == .kept } }
}
