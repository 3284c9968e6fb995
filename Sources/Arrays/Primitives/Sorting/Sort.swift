internal import StableHLO

/// Operands of one shape put in order together along one axis, by the first few of them as keys.
///
/// The order is total: NaNs come last, all alike; zeros of both signs are alike. What is alike keeps its order.
struct Sort: Primitive {
  static let name = "sort"

  var axis: Int
  /// How many operands are compared, the first one first.
  var keyCount = 1
  /// Whether the greatest come first, NaNs before them.
  var isDescending = false

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands.allSatisfy({ $0.shape == operands[0].shape }) else {
      throw ArrayError.shape(operation: Self.name, expected: "operands of one shape", found: operands.map(\.shape))
    }
    guard operands[0].shape.indices.contains(axis) else {
      throw ArrayError.axisOutOfRange(operation: Self.name, axis: axis, rank: operands[0].rank)
    }
    guard 1...operands.count ~= keyCount else {
      throw ArrayError.argument(operation: Self.name, problem: "\(keyCount) keys of \(operands.count) operands")
    }
    for key in operands.prefix(keyCount) where !Domain.ordered.contains(key.dtype) {
      throw ArrayError.dtype(operation: Self.name, expected: Domain.ordered.rawValue, found: key.dtype)
    }
    return operands
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    builder.sort(operands, axis: axis, isStable: true) { builder, firsts, seconds in
      let (left, right) = isDescending ? (seconds, firsts) : (firsts, seconds)
      var isBefore = isLess(left[keyCount - 1], right[keyCount - 1], in: &builder)
      for key in (0..<keyCount - 1).reversed() {
        let isGreater = isLess(right[key], left[key], in: &builder)
        let isAlikeOrLess = builder.elementwise("not", isGreater)
        let isLess = isLess(left[key], right[key], in: &builder)
        isBefore = builder.elementwise("or", isLess, builder.elementwise("and", isAlikeOrLess, isBefore))
      }
      return isBefore
    }
  }

  /// x < y, every number being less than NaN.
  private func isLess(_ x: Value, _ y: Value, in builder: inout FunctionBuilder) -> Value {
    let isLess = builder.compare(.less, x, y)
    guard x.type.element.isFloating else { return isLess }
    let onlyLastIsNaN = builder.elementwise(
      "and", builder.compare(.equal, x, x), builder.compare(.notEqual, y, y))
    return builder.elementwise("or", isLess, onlyLastIsNaN)
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    guard tangents.contains(where: { $0 != nil }) else { return (try apply(primals), tangents) }
    var results = try apply(primals + [NDArray.iota(primals[0].shape, axis: axis)])
    let places = results.removeLast()
    return (results, try tangents.map { try $0?.gatheredAlong(places, axis: axis) })
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let (arrays, batchAxis) = try Batched.aligned(operands, size: size)
    guard let batchAxis else { return try apply(arrays).map { Batched(array: $0, axis: nil) } }
    var sort = self
    if batchAxis <= axis { sort.axis += 1 }
    return try sort.apply(arrays).map { Batched(array: $0, axis: batchAxis) }
  }
}
