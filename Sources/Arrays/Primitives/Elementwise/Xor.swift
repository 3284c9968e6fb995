/// The exclusive or of booleans or bits.
struct Xor: PiecewiseConstantPrimitive {
  static let name = "xor"
  static let operation: StaticString = "xor"
  static let domain = Domain.bitwise
}

extension NDArray {
  /// The exclusive or of booleans, or of the bits of integers.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func logicalXor(_ other: NDArray) throws -> NDArray { try Xor().broadcasting(self, other) }
}
