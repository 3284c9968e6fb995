/// The least integer not below x.
struct Ceiling: PiecewiseConstantPrimitive {
  static let name = "ceil"
  static let operation: StaticString = "ceil"
  static let domain = Domain.floating
}

extension NDArray {
  /// Each element rounded up.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for complex numbers.
  public func ceil() throws -> NDArray { dtype.isInexact ? try Ceiling()(self) : self }
}
