internal import StableHLO

/// arccos x; derivative −1/√(1 − x²).
struct InverseCosine: UnaryPrimitive {
  static let name = "acos"
  static let operation: StaticString = "acos"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try -(1 - x * x).rsqrt()
  }
}

extension NDArray {
  /// The inverse cosine of each element, in radians.
  ///
  /// Integers are taken as `float32`.
  public func acos() throws -> NDArray { try InverseCosine().floating(self) }
}
