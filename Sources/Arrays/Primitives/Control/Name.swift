internal import StableHLO

/// x under a name, for policies of ``Checkpoint``.
struct Name: LinearUnaryPrimitive {
  static let name = "name"

  var label: String

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { operands }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] { operands }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray { cotangent }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    // The tangent has no name: a policy means the value.
    (try apply(primals), tangents)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].array), axis: operands[0].axis)]
  }
}
