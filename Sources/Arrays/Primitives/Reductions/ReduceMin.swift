/// The least element over some axes; the derivative is shared among equal ones.
struct ReduceMin: ReducePrimitive {
  static let name = "reduce_min"
  static let operation: StaticString = "minimum"
  static let domain = Domain.ordered

  var axes: [Int]

  func initial(_ dtype: DType) -> String { dtype.highestLiteral }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try self(primals[0])
    guard let tangent = tangents[0] else { return ([result], [nil]) }
    return ([result], [try tangentOfExtremum(result, primals[0], tangent)])
  }
}

extension NDArray {
  /// The least element over the given axes, or over all; NaN when any is NaN.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/argument(operation:problem:)`` when a
  ///   folded axis has no elements.
  public func min(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "min")
    try checkNotEmpty(axes, for: "min")
    return try Folding(body: ReduceMin(axes: axes), keepsAxes: keepingAxes)(self)
  }
}
