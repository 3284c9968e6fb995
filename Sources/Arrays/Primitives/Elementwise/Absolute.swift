/// |x|; derivative sign x.
struct Absolute: UnaryPrimitive {
  static let name = "abs"
  static let operation: StaticString = "abs"
  static let domain = Domain.signedOrFloating

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try x.sign()
  }
}

extension NDArray {
  /// The absolute value of each element; of complex numbers it is real.
  public func abs() throws -> NDArray {
    if dtype.isComplex { return try Magnitude()(self) }
    return try dtype.category == .unsigned || dtype == .bool ? self : Absolute()(self).weak(isWeaklyTyped)
  }
}
