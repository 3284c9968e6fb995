internal import StableHLO

/// arctan x; derivative 1/(1 + x²).
struct InverseTangent: UnaryPrimitive {
  static let name = "atan"
  static let operation: StaticString = "atan"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try 1 / (1 + x * x)
  }
}

extension NDArray {
  /// The inverse tangent of each element, in radians.
  ///
  /// Integers are taken as `float32`.
  public func atan() throws -> NDArray { try InverseTangent().floating(self) }
}
