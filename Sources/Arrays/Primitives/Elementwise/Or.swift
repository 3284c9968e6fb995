/// The logical or of booleans, the bitwise one of integers.
struct Or: PiecewiseConstantPrimitive {
  static let name = "or"
  static let operation: StaticString = "or"
  static let domain = Domain.bitwise
}

extension NDArray {
  /// The logical or of booleans, the bitwise one of integers.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func logicalOr(_ other: NDArray) throws -> NDArray { try Or().broadcasting(self, other) }
}
