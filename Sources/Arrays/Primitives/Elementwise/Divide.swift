/// x / y, linear in x; d/dy = −x/y².
///
/// Integers are cut off towards zero.
struct Divide: BinaryPrimitive {
  static let name = "divide"
  static let operation: StaticString = "divide"
  static let domain = Domain.numeric

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try self(tangent, y)
  }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try -(tangent * (result / y))
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0], let right = operands[1].known else { return [nil, nil] }
    return [try self(cotangent, right), nil]
  }
}

extension NDArray {
  /// The true quotient of elements at the same place; integers are taken as `float32`.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public static func / (left: NDArray, right: NDArray) throws -> NDArray {
    try Divide().floating(left, right)
  }
}
