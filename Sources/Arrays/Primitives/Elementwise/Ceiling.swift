/// The least integer not below x.
struct Ceiling: PiecewiseConstantPrimitive {
  static let name = "ceil"
  static let operation: StaticString = "ceil"
  static let domain = Domain.floating
}

extension NDArray {
  /// Each element rounded up.
  public func ceil() throws -> NDArray { dtype.isFloating ? try Ceiling()(self) : self }
}
