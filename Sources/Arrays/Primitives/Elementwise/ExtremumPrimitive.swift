/// A primitive that chooses the greater or the lesser of two operands.
///
/// The derivative goes to the chosen operand, half to each in a tie.
protocol ExtremumPrimitive: BinaryPrimitive {
  /// Where the first operand is the one chosen.
  func chooses(_ x: NDArray, over y: NDArray) throws -> NDArray
}

extension ExtremumPrimitive {
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
    return try NDArray.where(x.equal(y), half, NDArray.where(chooses(x, over: y), one, zero))
  }
}
