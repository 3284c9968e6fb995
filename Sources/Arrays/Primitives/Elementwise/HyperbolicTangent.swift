/// tanh x; derivative 1 − tanh² x.
struct HyperbolicTangent: UnaryPrimitive {
  static let name = "tanh"
  static let operation: StaticString = "tanh"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try 1 - y * y
  }
}

extension NDArray {
  /// The hyperbolic tangent of each element.
  ///
  /// Integers are taken as `float32`.
  public func tanh() throws -> NDArray { try HyperbolicTangent().floating(self) }
}
