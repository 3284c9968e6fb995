/// Whether every element over some axes is true.
struct ReduceAnd: LogicalReducePrimitive {
  static let name = "reduce_and"
  static let operation: StaticString = "and"

  var axes: [Int]

  func initial(_ dtype: DType) -> String { "true" }
}

extension NDArray {
  /// Whether every element over the given axes, or over all, is true; numbers count as true when not zero.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func all(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "all")
    return try Folding(body: ReduceAnd(axes: axes), keepsAxes: keepingAxes, operand: .asTruth)(self)
  }
}
