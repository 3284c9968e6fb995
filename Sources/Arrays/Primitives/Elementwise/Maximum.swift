/// The greater of x and y, NaN if either is; the derivative goes to the chosen operand, half to each in a tie.
struct Maximum: BinaryPrimitive {
  static let name = "maximum"
  static let operation: StaticString = "maximum"
  static let domain = Domain.any

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try tangent * share(of: x, against: y)
  }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try tangent * share(of: y, against: x)
  }

  private func share(of x: NDArray, against y: NDArray) throws -> NDArray {
    let zero = try NDArray.full(x.shape, 0, dtype: x.dtype)
    let half = try NDArray.full(x.shape, 0.5, dtype: x.dtype)
    let one = try NDArray.full(x.shape, 1, dtype: x.dtype)
    return try NDArray.where(x.equal(y), half, NDArray.where(x.greater(y), one, zero))
  }
}

extension NDArray {
  /// The greater of the elements at the same place; NaN if either is.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func maximum(_ other: NDArray) throws -> NDArray { try Maximum().broadcasting(self, other) }
}
