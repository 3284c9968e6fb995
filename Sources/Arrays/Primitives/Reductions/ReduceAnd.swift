/// Whether every element over some axes is true.
struct ReduceAnd: ReducePrimitive {
  static let name = "reduce_and"
  static let operation: StaticString = "and"
  static let domain = Domain.any

  var axes: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands[0].dtype == .bool else {
      throw ArrayError.dtype(operation: Self.name, expected: "bool", found: operands[0].dtype)
    }
    return [operands[0].with(shape: operands[0].shape.removing(axes))]
  }

  func initial(_ dtype: DType) -> String { "true" }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [nil])
  }
}

extension NDArray {
  /// Whether every element over the given axes, or over all, is true; numbers count as true when not zero.
  ///
  /// - Parameter keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func all(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "all")
    return try Folding(body: ReduceAnd(axes: axes), keepsAxes: keepingAxes, operand: .asTruth)(self)
  }
}
