/// Whether any element over some axes is true.
struct ReduceOr: LogicalReducePrimitive {
  static let name = "reduce_or"
  static let operation: StaticString = "or"

  var axes: [Int]

  func initial(_ dtype: DType) -> String { "false" }
}

extension NDArray {
  /// Whether any element over the given axes, or over all, is true; numbers count as true when not zero.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func any(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "any")
    return try Folding(body: ReduceOr(axes: axes), keepsAxes: keepingAxes, operand: .asTruth)(self)
  }
}
