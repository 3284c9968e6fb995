internal import StableHLO

/// erf x = 2/√π ∫₀ˣ e^(−t²) dt; derivative 2/√π e^(−x²).
struct ErrorFunction: UnaryPrimitive {
  static let name = "erf"
  static let operation: StaticString = "erf"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try (-(x * x)).exp() * (2 / Double.pi.squareRoot())
  }
}

extension NDArray {
  /// The error function of each element.
  ///
  /// Integers are taken as `float32`.
  public func erf() throws -> NDArray { try ErrorFunction().floating(self) }
}
