internal import StableHLO

/// The floating point number next to x on the way to y.
struct NextAfter: PiecewiseConstantPrimitive {
  static let name = "next_after"
  static let operation: StaticString = "next_after"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.chlo(Self.operation, operands[0], operands[1])]
  }
}

extension NDArray {
  /// The floating point number next to each element on the way to the other at the same place.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func nextAfter(_ other: NDArray) throws -> NDArray { try NextAfter().floating(self, other) }
}
