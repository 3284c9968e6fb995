/// Whether any element over some axes is true.
struct ReduceOr: ReducePrimitive {
  static let name = "reduce_or"
  static let operation: StaticString = "or"
  static let domain = Domain.any

  var axes: [Int]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands[0].dtype == .bool else {
      throw ArrayError.dtype(operation: Self.name, expected: "bool", found: operands[0].dtype)
    }
    return [operands[0].with(shape: operands[0].shape.removing(axes))]
  }

  func initial(_ dtype: DType) -> String { "false" }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [nil])
  }
}

extension NDArray {
  /// Whether any element over the given axes, or over all, is true; numbers count as true when not zero.
  ///
  /// - Parameter keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func any(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "any")
    return try Folding(body: ReduceOr(axes: axes), keepsAxes: keepingAxes, operand: .asTruth)(self)
  }
}
