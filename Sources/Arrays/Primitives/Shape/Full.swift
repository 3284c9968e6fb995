internal import StableHLO

/// An array of one number throughout.
struct Full: Primitive {
  static let name = "full"

  var literal: Literal
  var shape: [Int]
  var dtype: DType

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { [ArrayType(shape, dtype)] }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let scalar = builder.constant(literal.text(as: dtype), TensorType([], results[0].element))
    // A large constant would be folded, slowly; a broadcast of a small one stays an operation.
    return [shape.isEmpty ? scalar : builder.broadcast(scalar, to: shape, axes: [])]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply([]), [nil])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try apply([])[0], axis: nil)]
  }
}
