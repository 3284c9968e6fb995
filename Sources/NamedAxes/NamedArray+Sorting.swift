internal import Arrays

// Along one named axis, which the result keeps in its place. Each throws
// ``NamedAxisError/missingNames(operation:names:existing:)``.

extension NamedArray {
  /// The elements in order along an axis, NaNs last.
  public func sorted(axis: AxisName, descending: Bool = false) throws -> NamedArray {
    try along("sorted", axis) { try $0.sorted(axis: $1, descending: descending) }
  }

  /// The indices that put the elements in order along an axis, as `int32`; equal ones keep their order.
  public func argsorted(axis: AxisName, descending: Bool = false) throws -> NamedArray {
    try along("argsorted", axis) { try $0.argsorted(axis: $1, descending: descending) }
  }

  /// The elements with the one that sorting would put at a place there, lesser ones before and greater ones after it.
  public func partitioned(at place: Int, axis: AxisName) throws -> NamedArray {
    try along("partitioned", axis) { try $0.partitioned(at: place, axis: $1) }
  }

  /// The indices that ``partitioned(at:axis:)`` puts the elements by, as `int32`.
  public func argpartitioned(at place: Int, axis: AxisName) throws -> NamedArray {
    try along("argpartitioned", axis) { try $0.argpartitioned(at: place, axis: $1) }
  }

  /// The greatest elements along an axis, in descending order, and their indices as `int32`.
  ///
  /// - Parameters:
  ///   - count: the size of the axis in the results.
  ///   - axis: the name of the axis.
  /// - Throws: as all of these, and as `NDArray` does when there are fewer elements.
  public func topK(_ count: Int, axis: AxisName) throws -> (values: NamedArray, indices: NamedArray) {
    let (values, indices) = try data.topK(count, axis: place(of: axis, for: "topK"))
    return (NamedArray(uncheckedData: values, axes: axes), NamedArray(uncheckedData: indices, axes: axes))
  }

  /// The elements in the opposite order along an axis.
  public func flipped(axis: AxisName) throws -> NamedArray { try along("flipped", axis) { try $0.flipped([$1]) } }

  /// The elements moved along an axis; those that leave it at one end come in at the other.
  public func rolled(by shift: Int, axis: AxisName) throws -> NamedArray {
    try along("rolled", axis) { try $0.rolled(by: shift, axis: $1) }
  }

  /// Each element as often as asked, side by side along an axis.
  public func repeated(_ count: Int, axis: AxisName) throws -> NamedArray {
    try along("repeated", axis) { try $0.repeated(count, axis: $1) }
  }

  /// The differences of neighbours along an axis, which shrinks by the order.
  public func differences(order: Int = 1, axis: AxisName) throws -> NamedArray {
    try along("differences", axis) { try $0.differences(order: order, axis: $1) }
  }
}
