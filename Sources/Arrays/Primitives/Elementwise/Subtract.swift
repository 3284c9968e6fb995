/// x − y, linear in both.
struct Subtract: BinaryPrimitive {
  static let name = "subtract"
  static let operation: StaticString = "subtract"
  static let domain = Domain.numeric

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? { tangent }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try Negate()(tangent)
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    [operands[0].isLinear ? cotangents[0] : nil, operands[1].isLinear ? try cotangents[0].map { try -$0 } : nil]
  }
}

extension NDArray {
  /// The difference of elements at the same place, after promotion and broadcasting.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public static func - (left: NDArray, right: NDArray) throws -> NDArray { try Subtract().broadcasting(left, right) }
}
