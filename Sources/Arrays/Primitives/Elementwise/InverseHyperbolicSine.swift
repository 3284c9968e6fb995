internal import StableHLO

/// arsinh x; derivative 1/√(x² + 1).
struct InverseHyperbolicSine: UnaryPrimitive {
  static let name = "asinh"
  static let operation: StaticString = "asinh"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try (x * x + 1).rsqrt()
  }
}

extension NDArray {
  /// The inverse hyperbolic sine of each element.
  ///
  /// Integers are taken as `float32`.
  public func asinh() throws -> NDArray { try InverseHyperbolicSine().floating(self) }
}
