/// The greatest integer not above x.
struct Floor: PiecewiseConstantPrimitive {
  static let name = "floor"
  static let operation: StaticString = "floor"
  static let domain = Domain.floating
}

extension NDArray {
  /// Each element rounded down.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)`` for complex numbers.
  public func floor() throws -> NDArray { dtype.isInexact ? try Floor()(self) : self }
}
