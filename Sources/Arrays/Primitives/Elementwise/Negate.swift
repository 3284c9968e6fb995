/// −x, linear.
struct Negate: ElementwisePrimitive, LinearUnaryPrimitive {
  static let name = "negate"
  static let operation: StaticString = "negate"
  static let domain = Domain.numeric

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    try self(cotangent)
  }
}

extension NDArray {
  /// Each element with the opposite sign; unsigned integers wrap around.
  public static prefix func - (x: NDArray) throws -> NDArray {
    try Negate()(x).weak(x.isWeaklyTyped)
  }
}
