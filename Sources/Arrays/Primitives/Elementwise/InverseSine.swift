internal import StableHLO

/// arcsin x; derivative 1/√(1 − x²).
struct InverseSine: UnaryPrimitive {
  static let name = "asin"
  static let operation: StaticString = "asin"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try (1 - x * x).rsqrt()
  }
}

extension NDArray {
  /// The inverse sine of each element, in radians.
  ///
  /// Integers are taken as `float32`.
  public func asin() throws -> NDArray { try InverseSine().floating(self) }
}
