/// The lesser of x and y, NaN if either is.
struct Minimum: ExtremumPrimitive {
  static let name = "minimum"
  static let operation: StaticString = "minimum"
  static let domain = Domain.ordered

  func chooses(_ x: NDArray, over y: NDArray) throws -> NDArray { try x.less(y) }
}

extension NDArray {
  /// The lesser of the elements at the same place; NaN if either is.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func minimum(_ other: NDArray) throws -> NDArray { try Minimum().broadcasting(self, other) }
}
