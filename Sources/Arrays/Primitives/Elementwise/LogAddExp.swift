internal import StableHLO

/// log(eˣ + eʸ) without overflow: max(x, y) + log(1 + e^−|x − y|); d/dx = e^(x − result).
///
/// A primitive of its own because the derivative of that formula is wrong where x = y.
struct LogAddExp: BinaryPrimitive {
  static let name = "logaddexp"
  static let operation: StaticString = "logaddexp"
  static let domain = Domain.floating

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let (x, y) = (operands[0], operands[1])
    let greatest = builder.elementwise("maximum", x, y)
    let difference = builder.elementwise("subtract", x, y)
    let distance = builder.elementwise("abs", difference)
    let decay = builder.elementwise("exponential", builder.elementwise("negate", distance))
    let sum = builder.elementwise("add", greatest, builder.elementwise("log_plus_one", decay))
    // The difference is NaN where either is, and for infinities of one sign, which are their own sum.
    let isNaN = builder.compare(.notEqual, difference, difference)
    return [builder.select(isNaN, builder.elementwise("add", x, y), sum)]
  }

  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try tangent * share(of: x, result)
  }
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray? {
    try tangent * share(of: y, result)
  }

  /// The part that one operand has in the sum: e^(x − result), with infinities taken as zero in both.
  private func share(of x: NDArray, _ result: NDArray) throws -> NDArray {
    let zero = try NDArray.full(x.shape, 0, dtype: x.dtype)
    let infinity = try NDArray.full(x.shape, .float(.infinity), dtype: x.dtype)
    let finite = try [x, result].map { try NDArray.where($0.equal(infinity), zero, $0) }
    return try (finite[0] - finite[1]).exp()
  }
}

extension NDArray {
  /// log(eˣ + eʸ) of the elements at the same place, without overflow.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func logAddExp(_ other: NDArray) throws -> NDArray { try LogAddExp().floating(self, other) }
}
