public import Arrays

extension NamedArray {
  /// The softmax over some axes jointly.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func softmax(_ names: [AxisName]) throws -> NamedArray {
    try mapAlong("softmax", names) { try $0.softmax($1) }
  }

  /// The softmax over some axes jointly.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func softmax(_ names: AxisName...) throws -> NamedArray { try softmax(names) }

  /// The logarithm of the softmax over some axes jointly.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func logSoftmax(_ names: AxisName...) throws -> NamedArray { try logSoftmax(names) }

  /// The logarithm of the softmax over some axes jointly.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func logSoftmax(_ names: [AxisName]) throws -> NamedArray {
    try mapAlong("logSoftmax", names) { try $0.logSoftmax($1) }
  }

  /// The mean over the named axes given, or over all axes.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func mean(_ names: AxisName...) throws -> NamedArray {
    try reduce("mean", names) { try $0.mean($1) }
  }

  /// The variance over the named axes given, or over all axes.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func variance(_ names: AxisName...) throws -> NamedArray {
    try reduce("variance", names) { try $0.variance($1) }
  }

  /// The index of the greatest element along a named axis, as `int32`.
  ///
  /// - Throws: ``NamedAxisError/missingNames(operation:names:existing:)``.
  public func argmax(_ name: AxisName) throws -> NamedArray {
    try reduce("argmax", [name]) { try $0.argmax(axis: $1[0]) }
  }

  /// The only element, as a Swift value of the array's element type.
  ///
  /// - Throws: as ``NDArray/item(as:)`` does.
  public func item<Element: ArrayElement>(as element: Element.Type = Element.self) throws -> Element {
    try data.item(as: element)
  }
}
