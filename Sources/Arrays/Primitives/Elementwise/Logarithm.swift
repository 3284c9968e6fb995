/// The natural logarithm; derivative 1/x.
struct Logarithm: UnaryPrimitive {
  static let name = "log"
  static let operation: StaticString = "log"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try 1 / x
  }
}

extension NDArray {
  /// The natural logarithm of each element.
  ///
  /// Integers are taken as `float32`.
  public func log() throws -> NDArray { try Logarithm().floating(self) }
}
