internal import StableHLO

/// The inverse of erf; derivative √π/2 e^(y²).
struct InverseErrorFunction: UnaryPrimitive {
  static let name = "erf_inv"
  static let operation: StaticString = "erf_inv"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try (y * y).exp() * (Double.pi.squareRoot() / 2)
  }
}

extension NDArray {
  /// The inverse of the error function at each element.
  ///
  /// Integers are taken as `float32`.
  public func erfInv() throws -> NDArray { try InverseErrorFunction().floating(self) }
}
