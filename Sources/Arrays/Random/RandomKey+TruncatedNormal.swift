extension RandomKey {
  /// Numbers from the standard normal distribution limited to an open interval.
  ///
  /// - Parameters:
  ///   - shape: the shape of the result.
  ///   - low: the bound below.
  ///   - high: the bound above.
  ///   - dtype: a floating point type.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``,
  ///   ``ArrayError/argument(operation:problem:)`` when the interval is empty.
  public func truncatedNormal(
    _ shape: [Int] = [], from low: Double = -2, to high: Double = 2, dtype: DType = .float32
  ) throws -> NDArray {
    try checkFloating(shape, dtype, "truncatedNormal")
    guard low < high else {
      throw ArrayError.argument(
        operation: "truncatedNormal", problem: "the interval from \(low) to \(high) is empty")
    }
    return try RandomTruncatedNormal(shape: shape, low: low, high: high, dtype: dtype)(data)
  }
}

/// √2 erf⁻¹(u) for u uniform between the values of the distribution function at the bounds.
struct RandomTruncatedNormal: Operation {
  static let operationName = "truncatedNormal"

  var shape: [Int]
  var low: Double
  var high: Double
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let root = NDArray(literal: .float(2.0.squareRoot()), dtype: dtype)
    let bounds = try [low, high].map { try (NDArray(literal: .float($0), dtype: dtype) / root).erf() }
    let uniform = try RandomUniform(shape: shape, dtype: dtype)(operands[0], bounds[0], bounds[1])
    let normal = try root * uniform.erfInv()
    // Rounding must not reach the bounds.
    return [try normal.maximum(neighbour(of: low, above: true)).minimum(neighbour(of: high, above: false))]
  }

  /// The next number of the dtype after a bound, towards the inside.
  private func neighbour(of bound: Double, above: Bool) -> NDArray {
    let next: Double =
      switch dtype {
      case .float64: above ? bound.nextUp : bound.nextDown
      case .float32: Double(above ? Float(bound).nextUp : Float(bound).nextDown)
      case .float16: Double(above ? Float16(bound).nextUp : Float16(bound).nextDown)
      default: Double((above ? BFloat16(Float(bound)).nextUp : -BFloat16(Float(-bound)).nextUp).float)
      }
    return NDArray(literal: .float(next), dtype: dtype)
  }
}

extension BFloat16 {
  /// The least number greater than this finite one.
  fileprivate var nextUp: BFloat16 {
    if float == 0 { return BFloat16(bitPattern: 1) }
    return BFloat16(bitPattern: float > 0 ? bitPattern + 1 : bitPattern - 1)
  }

  fileprivate static prefix func - (x: BFloat16) -> BFloat16 { BFloat16(bitPattern: x.bitPattern ^ 0x8000) }
}
