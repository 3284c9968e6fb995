/// ∛x; derivative 1/(3 ∛x²).
struct CubeRoot: UnaryPrimitive {
  static let name = "cbrt"
  static let operation: StaticString = "cbrt"
  static let domain = Domain.floating

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try 1 / (y * y * 3)
  }
}

extension NDArray {
  /// The cube root of each element.
  ///
  /// Integers are taken as `float32`.
  public func cbrt() throws -> NDArray { try CubeRoot().floating(self) }
}
