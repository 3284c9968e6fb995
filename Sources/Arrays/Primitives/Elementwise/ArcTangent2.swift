/// The angle of the point (y, x); d/dy = x/(x² + y²), d/dx = −y/(x² + y²).
struct ArcTangent2: BinaryPrimitive {
  static let name = "atan2"
  static let operation: StaticString = "atan2"
  static let domain = Domain.floating

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try tangent * (y / (x * x + y * y))
  }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try tangent * (-x / (x * x + y * y))
  }
}

extension NDArray {
  /// The angle, in radians, of the points whose ordinates are these elements and whose abscissas are `x`.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func atan2(_ x: NDArray) throws -> NDArray { try ArcTangent2().floating(self, x) }
}
