/// x to the power y; d/dx = y·x^(y−1), d/dy = log(x)·xʸ.
struct Power: BinaryPrimitive {
  static let name = "power"
  static let operation: StaticString = "power"
  static let domain = Domain.numeric

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    let isZero = try y.equal(0)
    let exponent = try NDArray.where(isZero, NDArray(1), y - 1)
    return try tangent * NDArray.where(isZero, NDArray(0), y * x.power(exponent))
  }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    // The limit at x = 0 is 0 for y > 0; the logarithm alone would give NaN.
    let base = try NDArray.where(x.equal(0), NDArray(1), x)
    return try tangent * (base.log() * result)
  }
}

extension NDArray {
  /// Each element to the power of the exponent at the same place, after promotion and broadcasting.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func power(_ exponent: NDArray) throws -> NDArray { try Power().broadcasting(self, exponent) }

  /// The square of each element.
  public func squared() throws -> NDArray { try self * self }

  /// One over each element.
  public func reciprocal() throws -> NDArray { try 1 / self }
}
