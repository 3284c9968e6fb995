internal import StableHLO

/// 1 − erf x, exact for large x; derivative −2/√π e^(−x²).
struct ComplementaryErrorFunction: UnaryPrimitive {
  static let name = "erfc"
  static let operation: StaticString = "erfc"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try (-(x * x)).exp() * (-2 / Double.pi.squareRoot())
  }
}

extension NDArray {
  /// One minus the error function of each element, exact for large values.
  ///
  /// Integers are taken as `float32`.
  public func erfc() throws -> NDArray { try ComplementaryErrorFunction().floating(self) }
}
