internal import StableHLO

/// x, where a derivative would be wrong: asking for one is refused.
struct NoDerivative: Primitive {
  static let name = "no_derivative"

  /// The operation whose operand this is.
  var operation: String

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { operands }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] { operands }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    guard tangents[0] == nil else {
      throw ArrayError.missingRule(
        primitive: operation, rule: "derivative", advice: "Take the parameter as a constant, with stopGradient().")
    }
    return (try apply(primals), [nil])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].array), axis: operands[0].axis)]
  }
}
