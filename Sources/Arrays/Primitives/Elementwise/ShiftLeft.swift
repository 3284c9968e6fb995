/// x · 2ʸ; zero when y is not below the width.
struct ShiftLeft: PiecewiseConstantPrimitive {
  static let name = "shift_left"
  static let operation: StaticString = "shift_left"
  static let domain = Domain.integral
}

extension NDArray {
  /// Each integer shifted left by the number of bits at the same place.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func shiftedLeft(_ other: NDArray) throws -> NDArray { try ShiftLeft().broadcasting(self, other) }
}
