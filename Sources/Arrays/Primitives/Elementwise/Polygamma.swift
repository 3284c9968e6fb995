internal import StableHLO

/// ψ⁽ⁿ⁾(x), the derivative of order n of the digamma function; derivative ψ⁽ⁿ⁺¹⁾(x).
struct Polygamma: UnaryPrimitive {
  static let name = "polygamma"
  static let operation: StaticString = "polygamma"
  static let domain = Domain.floating

  var order: Int

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let scalar = builder.constant(
      Literal.integer(order).text(as: DType(element: results[0].element)), TensorType([], results[0].element))
    let orders = results[0].shape.isEmpty ? scalar : builder.broadcast(scalar, to: results[0].shape, axes: [])
    return [builder.chlo(Self.operation, orders, operands[0])]
  }

  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray? {
    try Polygamma(order: order + 1)(x)
  }
}

extension NDArray {
  /// The derivative of the given order of ``digamma()`` at each element; order zero is digamma itself.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for a negative order.
  public func polygamma(_ order: Int) throws -> NDArray {
    guard 0..<1 << 31 ~= order else {
      throw ArrayError.argument(
        operation: "polygamma", problem: "the order must not be negative nor beyond 2³¹, found \(order)")
    }
    return try order == 0 ? digamma() : Polygamma(order: order).floating(self)
  }
}
