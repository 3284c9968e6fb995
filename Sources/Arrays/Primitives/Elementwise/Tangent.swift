/// tan x; derivative 1 + tan² x.
struct Tangent: UnaryPrimitive {
  static let name = "tan"
  static let operation: StaticString = "tan"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try y * y + 1
  }
}

extension NDArray {
  /// The tangent of each element, in radians.
  ///
  /// Integers are taken as `float32`.
  public func tan() throws -> NDArray { try Tangent().floating(self) }
}
