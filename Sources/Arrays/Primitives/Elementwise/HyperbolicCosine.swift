internal import StableHLO

/// cosh x; derivative sinh x.
struct HyperbolicCosine: UnaryPrimitive {
  static let name = "cosh"
  static let operation: StaticString = "cosh"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try x.sinh()
  }
}

extension NDArray {
  /// The hyperbolic cosine of each element.
  ///
  /// Integers are taken as `float32`.
  public func cosh() throws -> NDArray { try HyperbolicCosine().floating(self) }
}
