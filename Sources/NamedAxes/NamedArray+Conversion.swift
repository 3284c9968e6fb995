public import Arrays

extension NamedArray {
  /// A function of arrays that works on each element by itself, applied to the data.
  ///
  /// - Parameter function: must keep the shape.
  public func mapElements(_ function: (NDArray) throws -> NDArray) throws -> NamedArray {
    let result = try each(function)
    guard result.data.shape == data.shape else {
      throw ArrayError.shape(
        operation: "mapElements", expected: "a result of the operand's shape \(data.shape)",
        found: [result.data.shape])
    }
    return result
  }

  /// A function of arrays that is known to keep the shape, applied to the data: what functions of one array rest on.
  func each(_ function: (NDArray) throws -> NDArray) throws -> NamedArray {
    NamedArray(uncheckedData: try function(data), axes: axes)
  }

  /// The elements converted to another type.
  public func astype(_ dtype: DType) throws -> NamedArray { try each { try $0.astype(dtype) } }

  /// The bits of the elements taken as those of another type of the same width.
  public func bitcast(to dtype: DType) throws -> NamedArray { try mapElements { try $0.bitcast(to: dtype) } }

  /// The only element, as a Swift value of the array's element type.
  ///
  /// - Throws: as `NDArray.item` does.
  public func item<Element: ArrayElement>(as element: Element.Type = Element.self) throws -> Element {
    try data.item(as: element)
  }
}

extension NamedArray: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A number as written, without axes, weakly typed.
  public init(floatLiteral value: Double) { self.init(NDArray(value)) }
  /// A number as written, without axes, weakly typed.
  public init(integerLiteral value: Int) { self.init(NDArray(value)) }
}
