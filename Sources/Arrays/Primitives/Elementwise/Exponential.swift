/// e to the power x; d/dx eˣ = eˣ.
struct Exponential: UnaryPrimitive {
  static let name = "exp"
  static let operation: StaticString = "exponential"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    y
  }
}

extension NDArray {
  /// The exponential function of each element.
  ///
  /// Integers are taken as `float32`.
  public func exp() throws -> NDArray { try Exponential().floating(self) }
}
