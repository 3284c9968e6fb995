/// x + y, linear in both; the logical or of booleans.
struct Add: BinaryPrimitive {
  static let name = "add"
  static let operation: StaticString = "add"
  static let domain = Domain.any

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? { tangent }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? { tangent }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    operands.map { $0.isLinear ? cotangents[0] : nil }
  }
}

extension NDArray {
  /// The sum of elements at the same place, after promotion and broadcasting.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public static func + (left: NDArray, right: NDArray) throws -> NDArray { try Add().broadcasting(left, right) }
}
