/// The greater of x and y, NaN if either is.
struct Maximum: ExtremumPrimitive {
  static let name = "maximum"
  static let operation: StaticString = "maximum"
  static let domain = Domain.ordered

  func chooses(_ x: NDArray, over y: NDArray) throws -> NDArray { try x.greater(y) }
}

extension NDArray {
  /// The greater of the elements at the same place; NaN if either is.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func maximum(_ other: NDArray) throws -> NDArray { try Maximum().broadcasting(self, other) }
}
