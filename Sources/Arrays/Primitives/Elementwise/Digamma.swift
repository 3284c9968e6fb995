internal import StableHLO

/// ψ(x), the derivative of log Γ(x).
struct Digamma: ElementwisePrimitive {
  static let name = "digamma"
  static let operation: StaticString = "digamma"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    guard tangents[0] != nil else { return (try apply(primals), [nil]) }
    throw ArrayError.missingRule(
      primitive: Self.name, rule: "derivative", advice: "The second derivative of lgamma is not available.")
  }
}

extension NDArray {
  /// The digamma function of each element: the derivative of ``lgamma()``.
  public func digamma() throws -> NDArray { try Digamma().floating(self) }
}
