public import Arrays

// Each of these folds named axes, which its result lacks, and throws
// ``NamedAxisError/missingNames(operation:names:existing:)`` and ``NamedAxisError/repeatedNames(operation:names:existing:)``.

extension NamedArray {
  /// The index of the greatest element along an axis, the first one of several, as `int32`.
  public func argmax(_ name: AxisName) throws -> NamedArray {
    try reduce("argmax", [name]) { try $0.argmax(axis: $1[0]) }
  }
  /// The index of the least element along an axis, the first one of several, as `int32`.
  public func argmin(_ name: AxisName) throws -> NamedArray {
    try reduce("argmin", [name]) { try $0.argmin(axis: $1[0]) }
  }

  /// The length of the vectors that axes span; without axes, that of all elements as one vector.
  public func norm(_ names: AxisName..., kind: NormKind = .euclidean) throws -> NamedArray {
    try fold("norm", names) { try $0.norm(kind, axes: $1) }
  }
  /// The length of the vectors that a list of axes spans.
  public func norm(_ names: [AxisName], kind: NormKind = .euclidean) throws -> NamedArray {
    try reduce("norm", names) { try $0.norm(kind, axes: $1) }
  }

  /// The elements that given parts of all elements over axes, or over all, lie below.
  ///
  /// - Parameters:
  ///   - parts: numbers from zero to one, without axes or with one named axis, which the result gets.
  ///   - names: the axes; all when there are none.
  ///   - method: what stands for a place between two elements.
  /// - Throws: as all of these, and as `NDArray` does.
  public func quantile(
    _ parts: NamedArray, _ names: AxisName..., method: QuantileMethod = .linear
  ) throws -> NamedArray {
    try quantile(parts, names, method, "quantile")
  }

  /// ``quantile(_:_:method:)`` with parts of one hundred.
  public func percentile(
    _ parts: NamedArray, _ names: AxisName..., method: QuantileMethod = .linear
  ) throws -> NamedArray {
    try quantile(parts / 100.0, names, method, "percentile")
  }

  private func quantile(
    _ parts: NamedArray, _ names: [AxisName], _ method: QuantileMethod, _ operation: String
  ) throws -> NamedArray {
    let partNames = parts.names
    let plain = try parts.unwrap(partNames)
    // The axis of the parts comes first, as one that is not listed.
    return try fold(operation, names) { try $0.quantile(plain, axes: $1, method: method) }.tagPrefix(partNames)
  }
}
