internal import StableHLO

/// Reversal of the order of elements along some axes.
struct Reverse: LinearUnaryPrimitive {
  static let name = "reverse"

  var axes: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { operands }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.reverse(operands[0], axes: axes)]
  }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray { try self(cotangent) }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let operand = try operands[0].placed(at: 0, size: size)
    return [Batched(array: try Reverse(axes: axes.map { $0 + 1 })(operand), axis: 0)]
  }
}

extension NDArray {
  /// The array with the order of elements reversed along the given axes, or along all.
  ///
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func flipped(_ axes: [Int]? = nil) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "flipped")
    return axes.isEmpty ? self : try Reverse(axes: axes)(self)
  }
}
