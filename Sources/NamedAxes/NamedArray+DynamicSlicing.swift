public import Arrays

extension NamedArray {
  /// A box of the array, of static size, at computed starting places.
  ///
  /// - Parameters:
  ///   - starts: for each named axis that is cut a place as an integer array without axes; negative ones count from the
  ///     end, and the box is moved to lie within the array.
  ///   - sizes: the size of the box along the same axes; all others are whole.
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``,
  ///   ``NamedAxisError/notSameAxes(operation:found:expected:)`` when starts and sizes name different axes, and as
  ///   `NDArray.dynamicSliced` does.
  public func dynamicSliced(at starts: [AxisName: NDArray], sizes: NamedShape) throws -> NamedArray {
    guard Set(sizes.names) == Set(starts.keys) else {
      throw NamedAxisError.notSameAxes(
        operation: "dynamicSliced", found: sizes,
        expected: NamedShape(starts.keys.sorted().map { ($0, sizes[$0] ?? 1) }))
    }
    let places = try places(of: sizes.names, for: "dynamicSliced")
    var box = data.shape
    for (place, size) in zip(places, sizes.sizes) { box[place] = size }
    let part = try data.dynamicSliced(at: corner(starts), sizes: box)
    return NamedArray(uncheckedData: part, axes: axes)
  }

  /// The array with a box of it replaced, at computed starting places.
  ///
  /// - Parameters:
  ///   - update: the new box, with the axes of the array in any order.
  ///   - starts: for some named axes a place as an integer array without axes; negative ones count from the end, and the
  ///     box is moved to lie within the array. Along all others it begins at the beginning.
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``,
  ///   ``NamedAxisError/notSameAxes(operation:found:expected:)`` when array and update have different axes, and as
  ///   `NDArray.updatingSlice` does.
  public func updatingSlice(with update: NamedArray, at starts: [AxisName: NDArray]) throws -> NamedArray {
    _ = try places(of: starts.keys.sorted(), for: "updatingSlice")
    let box = try update.order(like: self)
    return NamedArray(uncheckedData: try data.updatingSlice(with: box.data, at: corner(starts)), axes: axes)
  }

  /// The starts for all axes of the data, zero where none is given.
  private func corner(_ starts: [AxisName: NDArray]) -> [NDArray] {
    layout.map { axis in
      if case .named(let name) = axis { starts[name] ?? NDArray(0) } else { NDArray(0) }
    }
  }
}
