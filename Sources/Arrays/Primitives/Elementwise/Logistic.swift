/// 1/(1 + e⁻ˣ); derivative y(1 − y).
struct Logistic: UnaryPrimitive {
  static let name = "logistic"
  static let operation: StaticString = "logistic"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try y * (1 - y)
  }
}

extension NDArray {
  /// The logistic function of each element: 1 / (1 + e⁻ˣ).
  ///
  /// Integers are taken as `float32`.
  public func sigmoid() throws -> NDArray { try Logistic().floating(self) }
}
