internal import StableHLO

/// arcosh x; derivative 1/√((x − 1)(x + 1)).
struct InverseHyperbolicCosine: UnaryPrimitive {
  static let name = "acosh"
  static let operation: StaticString = "acosh"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try ((x - 1) * (x + 1)).rsqrt()
  }
}

extension NDArray {
  /// The inverse hyperbolic cosine of each element.
  ///
  /// Integers are taken as `float32`.
  public func acosh() throws -> NDArray { try InverseHyperbolicCosine().floating(self) }
}
