/// eˣ − 1, exact near zero; derivative eˣ.
struct ExponentialMinusOne: UnaryPrimitive {
  static let name = "expm1"
  static let operation: StaticString = "exponential_minus_one"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try y + 1
  }
}

extension NDArray {
  /// e to the power of each element, less one, exact near zero.
  ///
  /// Integers are taken as `float32`.
  public func expm1() throws -> NDArray { try ExponentialMinusOne().floating(self) }
}
