internal import StableHLO

/// sinh x; derivative cosh x.
struct HyperbolicSine: UnaryPrimitive {
  static let name = "sinh"
  static let operation: StaticString = "sinh"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try x.cosh()
  }
}

extension NDArray {
  /// The hyperbolic sine of each element.
  ///
  /// Integers are taken as `float32`.
  public func sinh() throws -> NDArray { try HyperbolicSine().floating(self) }
}
