internal import StableHLO

/// log |Γ(x)|; derivative ψ(x).
struct LogGamma: UnaryPrimitive {
  static let name = "lgamma"
  static let operation: StaticString = "lgamma"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try x.digamma()
  }
}

extension NDArray {
  /// The logarithm of the absolute gamma function of each element.
  ///
  /// Integers are taken as `float32`.
  public func lgamma() throws -> NDArray { try LogGamma().floating(self) }
}
