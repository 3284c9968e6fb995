internal import StableHLO

/// The greatest or least element within a window that slides along all axes; NaN if any is.
///
/// The derivative is that of the first extremum of each window, taken from where ``WindowArgument`` finds it.
struct WindowExtremum: Primitive {
  static let name = "reduce_window_extremum"

  /// The size of the window along each axis.
  var sizes: [Int]
  var window: SlidingWindow
  var isMaximum: Bool

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard Domain.ordered.contains(operands[0].dtype) else {
      throw ArrayError.dtype(operation: Self.name, expected: Domain.ordered.rawValue, found: operands[0].dtype)
    }
    return [operands[0].with(shape: try window.resultShape(operands[0].shape, window: sizes, for: Self.name))]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let dtype = DType(element: results[0].element)
    let initial = builder.constant(
      isMaximum ? dtype.lowestLiteral : dtype.highestLiteral, TensorType([], results[0].element))
    return builder.reduceWindow(operands, from: [initial], sizes: sizes, window, shape: results[0].shape) {
      builder, values in [builder.elementwise(isMaximum ? "maximum" : "minimum", values)]
    }
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try self(primals[0])
    guard let tangent = tangents[0] else { return ([result], [nil]) }
    let zeros = try NDArray.full(result.shape, 0, dtype: result.dtype)
    guard tangent.count > 0 else { return ([result], [zeros]) }
    let places = try WindowArgument(sizes: sizes, window: window, isMaximum: isMaximum)(primals[0])
    let isInside = try places.greaterOrEqual(0)
    let chosen = try tangent.flattened().take(places.maximum(0), axis: 0, outOfBounds: .clip)
    return ([result], [try NDArray.where(isInside, chosen, zeros)])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let operand = try operands[0].placed(at: 0, size: size)
    let whole = WindowExtremum(sizes: [1] + sizes, window: window.withLeadingAxis, isMaximum: isMaximum)
    return [Batched(array: try whole(operand), axis: 0)]
  }
}

/// Where in the operand, counted in row-major order, the extremum of each window stands: the first of equal ones or the
/// first NaN; −1 for a window that holds no element.
struct WindowArgument: Primitive {
  static let name = "reduce_window_argument"

  /// The size of the window along each axis.
  var sizes: [Int]
  var window: SlidingWindow
  var isMaximum: Bool

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard Domain.ordered.contains(operands[0].dtype) else {
      throw ArrayError.dtype(operation: Self.name, expected: Domain.ordered.rawValue, found: operands[0].dtype)
    }
    let shape = try window.resultShape(operands[0].shape, window: sizes, for: Self.name)
    return [ArrayType(shape, operands[0].count < 1 << 31 ? .int32 : .int64)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let (type, index) = (operands[0].type, results[0].element)
    let dtype = DType(element: type.element)
    let flat = builder.iota(axis: 0, TensorType([type.shape.reduce(1, *)], index))
    let places = builder.reshape(flat, to: type.shape)
    let initial = builder.constant(
      isMaximum ? dtype.lowestLiteral : dtype.highestLiteral, TensorType([], type.element))
    let nowhere = builder.constant("-1", TensorType([], index))
    let folded = builder.reduceWindow(
      [operands[0], places], from: [initial, nowhere], sizes: sizes, window, shape: results[0].shape
    ) { builder, values in
      let (x, i, y, j) = (values[0], values[1], values[2], values[3])
      let zero = builder.constant("0", TensorType([], index))
      // An element that does not exist yields to any that does, and of two that do the better or the first one stays.
      var isBetter = builder.compare(isMaximum ? .greater : .less, x, y)
      var isTie = builder.compare(.equal, x, y)
      if type.element.isFloating {
        let (xIsNaN, yIsNaN) = (builder.compare(.notEqual, x, x), builder.compare(.notEqual, y, y))
        let isOnlyOne = builder.elementwise("and", xIsNaN, builder.elementwise("not", yIsNaN))
        isBetter = builder.elementwise("or", isBetter, isOnlyOne)
        isTie = builder.elementwise("or", isTie, builder.elementwise("and", xIsNaN, yIsNaN))
      }
      let isFirst = builder.elementwise("and", isTie, builder.compare(.less, i, j))
      let wins = builder.elementwise("or", isBetter, isFirst)
      let exists = builder.elementwise("and", wins, builder.compare(.greaterOrEqual, i, zero))
      let takesX = builder.elementwise("or", exists, builder.compare(.less, j, zero))
      return [builder.select(takesX, x, y), builder.select(takesX, i, j)]
    }
    return [folded[1]]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [nil])
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let operand = try operands[0].placed(at: 0, size: size)
    let whole = WindowArgument(sizes: [1] + sizes, window: window.withLeadingAxis, isMaximum: isMaximum)
    let places = try whole(operand)
    // Places are counted within each item.
    let item = operand.shape.dropFirst().reduce(1, *)
    let starts = try NDArray.iota(places.shape, dtype: places.dtype) * item
    let own = try resultTypes([operand.type.with(shape: Array(operand.shape.dropFirst()))])[0].dtype
    return [Batched(array: try NDArray.where(places.less(0), places, places - starts).astype(own), axis: 0)]
  }
}
