internal import Arrays

// Along one named axis, from its first element to each, or, reversed, from its last. Each throws
// ``NamedAxisError/missingNames(operation:names:existing:)``.

extension NamedArray {
  /// The sums of the elements so far.
  public func cumulativeSum(axis: AxisName, reversed: Bool = false) throws -> NamedArray {
    try along("cumulativeSum", axis) { try $0.cumulativeSum(axis: $1, reversed: reversed) }
  }

  /// The products of the elements so far.
  public func cumulativeProduct(axis: AxisName, reversed: Bool = false) throws -> NamedArray {
    try along("cumulativeProduct", axis) { try $0.cumulativeProduct(axis: $1, reversed: reversed) }
  }

  /// The greatest elements so far.
  public func cumulativeMax(axis: AxisName, reversed: Bool = false) throws -> NamedArray {
    try along("cumulativeMax", axis) { try $0.cumulativeMax(axis: $1, reversed: reversed) }
  }

  /// The least elements so far.
  public func cumulativeMin(axis: AxisName, reversed: Bool = false) throws -> NamedArray {
    try along("cumulativeMin", axis) { try $0.cumulativeMin(axis: $1, reversed: reversed) }
  }

  /// The logarithms of the sums of e to the powers of the elements so far.
  public func cumulativeLogSumExp(axis: AxisName, reversed: Bool = false) throws -> NamedArray {
    try along("cumulativeLogSumExp", axis) { try $0.cumulativeLogSumExp(axis: $1, reversed: reversed) }
  }
}
