/// The logical and of booleans, the bitwise one of integers.
struct And: PiecewiseConstantPrimitive {
  static let name = "and"
  static let operation: StaticString = "and"
  static let domain = Domain.bitwise
}

extension NDArray {
  /// The logical and of booleans, the bitwise one of integers.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func logicalAnd(_ other: NDArray) throws -> NDArray { try And().broadcasting(self, other) }
}
