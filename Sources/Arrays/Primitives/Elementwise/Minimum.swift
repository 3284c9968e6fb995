/// The less of x and y, NaN if either is; the derivative goes to the chosen operand, half to each in a tie.
struct Minimum: BinaryPrimitive {
  static let name = "minimum"
  static let operation: StaticString = "minimum"
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
    return try NDArray.where(x.equal(y), half, NDArray.where(x.less(y), one, zero))
  }
}

extension NDArray {
  /// The less of the elements at the same place; NaN if either is.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func minimum(_ other: NDArray) throws -> NDArray { try Minimum().broadcasting(self, other) }
}
