/// x · y, linear in each operand; the logical and of booleans.
struct Multiply: BinaryPrimitive {
  static let name = "multiply"
  static let operation: StaticString = "multiply"
  static let domain = Domain.any

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try self(tangent, y)
  }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try self(x, tangent)
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0] else { return [nil, nil] }
    if let right = operands[1].known { return [try self(cotangent, right), nil] }
    return [nil, try operands[0].known.map { try self($0, cotangent) }]
  }
}

extension NDArray {
  /// The product of elements at the same place, after promotion and broadcasting.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public static func * (left: NDArray, right: NDArray) throws -> NDArray { try Multiply().broadcasting(left, right) }
}
