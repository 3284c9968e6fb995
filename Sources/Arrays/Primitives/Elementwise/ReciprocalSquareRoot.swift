/// 1/√x; derivative −1/(2x√x).
struct ReciprocalSquareRoot: UnaryPrimitive {
  static let name = "rsqrt"
  static let operation: StaticString = "rsqrt"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try (y / x) * -0.5
  }
}

extension NDArray {
  /// One over the square root of each element.
  ///
  /// Integers are taken as `float32`.
  public func rsqrt() throws -> NDArray { try ReciprocalSquareRoot().floating(self) }
}
