/// sin x; derivative cos x.
struct Sine: UnaryPrimitive {
  static let name = "sin"
  static let operation: StaticString = "sine"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try x.cos()
  }
}

extension NDArray {
  /// The sine of each element, in radians.
  ///
  /// Integers are taken as `float32`.
  public func sin() throws -> NDArray { try Sine().floating(self) }
}
