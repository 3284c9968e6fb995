internal import StableHLO

/// artanh x; derivative 1/(1 − x²).
struct InverseHyperbolicTangent: UnaryPrimitive {
  static let name = "atanh"
  static let operation: StaticString = "atanh"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try 1 / (1 - x * x)
  }
}

extension NDArray {
  /// The inverse hyperbolic tangent of each element.
  ///
  /// Integers are taken as `float32`.
  public func atanh() throws -> NDArray { try InverseHyperbolicTangent().floating(self) }
}
