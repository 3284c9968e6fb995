internal import StableHLO

/// x, taken as a constant by every derivative.
struct StopGradient: Primitive {
  static let name = "stop_gradient"

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { operands }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] { operands }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [nil])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try self(operands[0].array), axis: operands[0].axis)]
  }
}

extension NDArray {
  /// The same array, taken as a constant by every derivative.
  public func stopGradient() throws -> NDArray { isTraced ? try StopGradient()(self).weak(isWeaklyTyped) : self }
}
