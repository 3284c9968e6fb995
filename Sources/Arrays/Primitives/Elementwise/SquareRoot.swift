/// √x; derivative 1/(2√x).
struct SquareRoot: UnaryPrimitive {
  static let name = "sqrt"
  static let operation: StaticString = "sqrt"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try 0.5 / y
  }
}

extension NDArray {
  /// The square root of each element.
  ///
  /// Integers are taken as `float32`.
  public func sqrt() throws -> NDArray { try SquareRoot().floating(self) }
}
