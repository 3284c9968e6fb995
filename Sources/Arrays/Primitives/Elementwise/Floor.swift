/// The greatest integer not above x.
struct Floor: PiecewiseConstantPrimitive {
  static let name = "floor"
  static let operation: StaticString = "floor"
  static let domain = Domain.floating
}

extension NDArray {
  /// Each element rounded down.
  public func floor() throws -> NDArray { dtype.isFloating ? try Floor()(self) : self }
}
