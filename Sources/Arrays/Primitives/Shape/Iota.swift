internal import StableHLO

/// Consecutive integers from zero along one axis, repeated along the others.
struct Iota: Primitive {
  static let name = "iota"

  var axis: Int
  var shape: [Int]
  var dtype: DType

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard dtype != .bool else { throw ArrayError.dtype(operation: "iota", expected: "a numeric dtype", found: dtype) }
    return [ArrayType(shape, dtype)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.iota(axis: axis, results[0])]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply([]), [nil])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    [Batched(array: try apply([])[0], axis: nil)]
  }
}

extension NDArray {
  /// Consecutive integers along one axis: element `[..., i, ...]` is `i`.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public static func iota(_ shape: [Int], axis: Int = 0, dtype: DType = .int32) throws -> NDArray {
    try checkSizes(shape, for: "iota")
    return try Iota(axis: normalize(axis, rank: shape.count, for: "iota"), shape: shape, dtype: dtype).apply([])[0]
  }
}
