/// cos x; derivative −sin x.
struct Cosine: UnaryPrimitive {
  static let name = "cos"
  static let operation: StaticString = "cosine"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try -x.sin()
  }
}

extension NDArray {
  /// The cosine of each element, in radians.
  ///
  /// Integers are taken as `float32`.
  public func cos() throws -> NDArray { try Cosine().floating(self) }
}
