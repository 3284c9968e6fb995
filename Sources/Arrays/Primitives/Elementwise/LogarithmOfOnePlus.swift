/// log(1 + x), exact near zero; derivative 1/(1 + x).
struct LogarithmOfOnePlus: UnaryPrimitive {
  static let name = "log1p"
  static let operation: StaticString = "log_plus_one"
  static let domain = Domain.inexact

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try 1 / (x + 1)
  }
}

extension NDArray {
  /// The natural logarithm of one plus each element, exact near zero.
  ///
  /// Integers are taken as `float32`.
  public func log1p() throws -> NDArray { try LogarithmOfOnePlus().floating(self) }
}
