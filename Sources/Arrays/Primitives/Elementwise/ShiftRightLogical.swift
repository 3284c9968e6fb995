/// Bits moved right, zeros moving in.
struct ShiftRightLogical: PiecewiseConstantPrimitive {
  static let name = "shift_right_logical"
  static let operation: StaticString = "shift_right_logical"
  static let domain = Domain.integral
}

extension NDArray {
  /// Each integer shifted right by the number of bits at the same place, zeros moving in.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func shiftedRightLogically(_ other: NDArray) throws -> NDArray {
    try ShiftRightLogical().broadcasting(self, other)
  }
}
