/// Bits moved right, the sign moving in.
struct ShiftRightArithmetic: PiecewiseConstantPrimitive {
  static let name = "shift_right_arithmetic"
  static let operation: StaticString = "shift_right_arithmetic"
  static let domain = Domain.integral
}

extension NDArray {
  /// Each integer shifted right by the number of bits at the same place, the sign moving in.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func shiftedRight(_ other: NDArray) throws -> NDArray { try ShiftRightArithmetic().broadcasting(self, other) }
}
