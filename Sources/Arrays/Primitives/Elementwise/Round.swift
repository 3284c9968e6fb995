/// The nearest integer, ties to even.
struct Round: PiecewiseConstantPrimitive {
  static let name = "round"
  static let operation: StaticString = "round_nearest_even"
  static let domain = Domain.floating
}

extension NDArray {
  /// Each element rounded to the nearest integer, ties to even.
  public func round() throws -> NDArray { dtype.isFloating ? try Round()(self) : self }
}
