/// ∛x; derivative ∛x/(3x).
struct CubeRoot: UnaryPrimitive {
  static let name = "cbrt"
  static let operation: StaticString = "cbrt"
  static let domain = Domain.floating

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try y / (x * 3)
  }
}

extension NDArray {
  /// The cube root of each element.
  ///
  /// Integers are taken as `float32`.
  public func cbrt() throws -> NDArray { try CubeRoot().floating(self) }
}
