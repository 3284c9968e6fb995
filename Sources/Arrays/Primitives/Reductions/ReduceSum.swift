/// The sum over some axes, linear.
struct ReduceSum: ReducePrimitive, LinearUnaryPrimitive {
  static let name = "reduce_sum"
  static let operation: StaticString = "add"
  static let domain = Domain.numeric

  var axes: [Int]

  func initial(_ dtype: DType) -> String { Literal.integer(0).text(as: dtype) }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    try spread(cotangent, to: operand.shape)
  }
}

extension NDArray {
  /// The sum over the given axes, or over all; `bool` counts as `int32`.
  ///
  /// - Parameter keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func sum(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "sum")
    return try Folding(body: ReduceSum(axes: axes), keepsAxes: keepingAxes, countsBooleans: true)(self)
  }
}

/// A fold with what surrounds it in one program: booleans counted as integers, folded axes kept with size one.
struct Folding<Body: ReducePrimitive>: Operation {
  var body: Body
  var keepsAxes: Bool
  var countsBooleans = false

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    var operand = operands[0]
    if countsBooleans && operand.dtype == .bool { operand = try operand.astype(.int32) }
    if countsBooleans && operand.dtype.isInteger && operand.dtype.byteCount < 4 {
      operand = try operand.astype(operand.dtype.category == .signed ? .int32 : .uint32)
    }
    let result = try body.axes.isEmpty ? operand : body(operand)
    guard keepsAxes else { return [result] }
    let kept = operand.shape.enumerated().map { body.axes.contains($0.offset) ? 1 : $0.element }
    return [try result.reshaped(to: kept)]
  }
}
