/// sin(πx) / (πx), one at zero.
struct Sinc: UnaryFunction {
  static let name = "sinc"

  func value(_ x: NDArray) throws -> NDArray {
    let isZero = try x.equal(0)
    let angle = try x * Double.pi
    let safe = try NDArray.where(isZero, 1, angle)
    // At zero the first terms of the power series have the right derivatives.
    let square = try angle * angle
    return try NDArray.where(isZero, 1 - square / 6 * (1 - square / 20), safe.sin() / safe)
  }
}

extension NDArray {
  /// sin(πx) / (πx) of each element, one at zero.
  ///
  /// Integers are taken as `float32`.
  public func sinc() throws -> NDArray { try Sinc().floating(self) }

  /// Angles given in degrees, in radians.
  ///
  /// Integers are taken as `float32`.
  public func deg2rad() throws -> NDArray { try self * (Double.pi / 180) }

  /// Angles given in radians, in degrees.
  ///
  /// Integers are taken as `float32`.
  public func rad2deg() throws -> NDArray { try self * (180 / Double.pi) }
}
