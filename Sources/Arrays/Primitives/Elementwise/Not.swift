/// Logical negation of booleans, bitwise of integers.
struct Not: PiecewiseConstantPrimitive {
  static let name = "not"
  static let operation: StaticString = "not"
  static let domain = Domain.bitwise
}

extension NDArray {
  /// The logical negation of booleans, the bitwise one of integers.
  public func logicalNot() throws -> NDArray { try Not()(self) }
}
