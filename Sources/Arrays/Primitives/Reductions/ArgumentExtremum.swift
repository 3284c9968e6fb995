internal import StableHLO

/// The index of the greatest or least element along one axis: the first of equal ones, or the first NaN.
struct ArgumentExtremum: Primitive {
  static let name = "argument_extremum"

  var axis: Int
  var isMaximum: Bool

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard Domain.ordered.contains(operands[0].dtype) else {
      throw ArrayError.dtype(operation: Self.name, expected: Domain.ordered.rawValue, found: operands[0].dtype)
    }
    return [ArrayType(operands[0].shape.removing([axis]), .int32)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let type = operands[0].type
    let dtype = DType(element: type.element)
    let index = TensorType([], .int32)
    let indices = builder.iota(axis: axis, TensorType(type.shape, .int32))
    let initial = builder.constant(
      isMaximum ? dtype.lowestLiteral : dtype.highestLiteral, TensorType([], type.element))
    let zero = builder.constant("0", index)
    let folded = builder.reduce(
      [operands[0], indices], from: [initial, zero], axes: [axis], shape: results[0].shape
    ) { builder, values in
      let (x, i, y, j) = (values[0], values[1], values[2], values[3])
      var isBetter = builder.compare(isMaximum ? .greater : .less, x, y)
      if type.element.isFloating {
        isBetter = builder.elementwise("or", isBetter, builder.compare(.notEqual, x, x))
      }
      let isTie = builder.elementwise(
        "and", builder.compare(.equal, x, y), builder.compare(.less, i, j))
      let value = builder.select(isBetter, x, y)
      return [value, builder.select(builder.elementwise("or", isBetter, isTie), i, j)]
    }
    return [folded[1]]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [nil])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let operand = try operands[0].placed(at: 0, size: size)
    return [Batched(array: try ArgumentExtremum(axis: axis + 1, isMaximum: isMaximum)(operand), axis: 0)]
  }
}

extension NDArray {
  /// The index of the greatest element along an axis, as `int32`: the first of equal ones, or the first NaN.
  ///
  /// - Parameters:
  ///   - axis: the axis; negative to count from the end.
  ///   - keepingAxes: whether the axis stays, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/argument(operation:problem:)`` for an
  ///   axis without elements.
  public func argmax(axis: Int = -1, keepingAxes: Bool = false) throws -> NDArray {
    try extremum(axis, keepingAxes, isMaximum: true, for: "argmax")
  }

  /// The index of the least element along an axis, as `int32`: the first of equal ones, or the first NaN.
  ///
  /// - Parameters:
  ///   - axis: the axis; negative to count from the end.
  ///   - keepingAxes: whether the axis stays, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/argument(operation:problem:)`` for an
  ///   axis without elements.
  public func argmin(axis: Int = -1, keepingAxes: Bool = false) throws -> NDArray {
    try extremum(axis, keepingAxes, isMaximum: false, for: "argmin")
  }

  private func extremum(
    _ axis: Int, _ keepsAxes: Bool, isMaximum: Bool, for operation: String
  ) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: operation)
    try checkNotEmpty([place], for: operation)
    let result = try ArgumentExtremum(axis: place, isMaximum: isMaximum)(self)
    return keepsAxes ? try result.expanded(at: place) : result
  }
}
