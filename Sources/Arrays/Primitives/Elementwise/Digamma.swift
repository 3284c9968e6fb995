internal import StableHLO

/// ψ(x), the derivative of log Γ(x); derivative ψ⁽¹⁾(x).
struct Digamma: UnaryPrimitive {
  static let name = "digamma"
  static let operation: StaticString = "digamma"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try Polygamma(order: 1)(x)
  }
}

extension NDArray {
  /// The digamma function of each element: the derivative of ``lgamma()``.
  public func digamma() throws -> NDArray { try Digamma().floating(self) }
}
