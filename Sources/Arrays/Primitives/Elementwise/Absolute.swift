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
  /// The absolute value of each element.
  public func abs() throws -> NDArray {
    dtype.category == .unsigned || dtype == .bool ? self : try Absolute()(self).weak(isWeaklyTyped)
  }
}
