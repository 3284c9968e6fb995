internal import StableHLO

/// Joining of operands along one axis; linear in each.
struct Concatenate: Primitive {
  static let name = "concatenate"

  var axis: Int

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    var shape = operands[0].shape
    shape[axis] = 0
    for operand in operands {
      var other = operand.shape
      guard other.count == shape.count else {
        throw ArrayError.shape(
          operation: Self.name, expected: "arrays of one rank", found: operands.map(\.shape))
      }
      other[axis] = shape[axis]
      guard other == shape, operand.dtype == operands[0].dtype else {
        throw ArrayError.shape(
          operation: Self.name, expected: "arrays that agree on every axis but \(axis)", found: operands.map(\.shape))
      }
      shape[axis] += operand.shape[axis]
    }
    return [operands[0].with(shape: shape)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.concatenate(operands, axis: axis, shape: results[0].shape)]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try apply(primals)
    guard tangents.contains(where: { $0 != nil }) else { return (result, [nil]) }
    let filled = try zip(primals, tangents).map { try $1 ?? NDArray.full($0.shape, 0, dtype: $0.dtype) }
    return (result, [try apply(filled)[0]])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0] else { return operands.map { _ in nil } }
    var start = 0
    return try operands.map { operand in
      defer { start += operand.type.shape[axis] }
      guard operand.isLinear else { return nil }
      return try cotangent.sliced(start..<(start + operand.type.shape[axis]), axis: axis)
    }
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let arrays = try operands.map { try $0.placed(at: 0, size: size) }
    return [Batched(array: try Concatenate(axis: axis + 1).apply(arrays)[0], axis: 0)]
  }
}

extension NDArray {
  /// The arrays joined along one axis, after promotion to one dtype.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` when they differ on another axis,
  ///   ``ArrayError/argument(operation:problem:)`` when there are none.
  public static func concatenate(_ arrays: [NDArray], axis: Int = 0) throws -> NDArray {
    guard let first = arrays.first else {
      throw ArrayError.argument(operation: "concatenate", problem: "at least one array is needed")
    }
    let place = try normalize(axis, rank: first.rank, for: "concatenate")
    let type = arrays.dropFirst().reduce(first.promotionType) { PromotionType.join($0, $1.promotionType) }
    if arrays.count == 1 { return first }
    if arrays.allSatisfy({ $0.dtype == type.dtype }) { return try Concatenate(axis: place).apply(arrays)[0] }
    return try Converting(body: Concatenate(axis: place), dtype: type.dtype).apply(arrays)[0]
  }

  /// The arrays, all of one shape, put side by side along a new axis, after promotion to one dtype.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` when shapes differ,
  ///   ``ArrayError/argument(operation:problem:)`` when there are none.
  public static func stack(_ arrays: [NDArray], axis: Int = 0) throws -> NDArray {
    guard let first = arrays.first else {
      throw ArrayError.argument(operation: "stack", problem: "at least one array is needed")
    }
    guard arrays.allSatisfy({ $0.shape == first.shape }) else {
      throw ArrayError.shape(operation: "stack", expected: "arrays of one shape", found: arrays.map(\.shape))
    }
    let place = try normalize(axis, rank: first.rank + 1, for: "stack")
    let type = arrays.dropFirst().reduce(first.promotionType) { PromotionType.join($0, $1.promotionType) }
    return try Converting(body: Stack(axis: place), dtype: type.dtype).apply(arrays)[0]
  }

  /// The part of the array with the given indices along one axis.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the range does not lie within the axis.
  public func sliced(_ range: Range<Int>, axis: Int) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "sliced")
    var starts = [Int](repeating: 0, count: rank)
    var limits = shape
    (starts[place], limits[place]) = (range.lowerBound, range.upperBound)
    if starts[place] == 0 && limits[place] == shape[place] { return self }
    return try Slice(starts: starts, limits: limits, strides: [Int](repeating: 1, count: rank))(self)
  }

  /// The array cut into equal parts along one axis.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the size does not divide.
  public func split(into count: Int, axis: Int = 0) throws -> [NDArray] {
    let place = try NDArray.normalize(axis, rank: rank, for: "split")
    guard count > 0, shape[place] % count == 0 else {
      throw ArrayError.argument(
        operation: "split", problem: "axis \(axis) of size \(shape[place]) cannot be cut into \(count) equal parts")
    }
    try MemoryLimit.require(Double(count) * 1000, for: "split")
    let size = shape[place] / count
    return try split(at: (1..<count).map { $0 * size }, axis: place)
  }

  /// The array cut before the given places along one axis.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the places do not ascend within the axis.
  public func split(at places: [Int], axis: Int = 0) throws -> [NDArray] {
    let place = try NDArray.normalize(axis, rank: rank, for: "split")
    let bounds = [0] + places + [shape[place]]
    guard zip(bounds, bounds.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw ArrayError.argument(
        operation: "split", problem: "the places \(places) do not ascend within axis \(axis) of size \(shape[place])")
    }
    return bounds.count == 2 ? [self] : try Split(bounds: bounds, axis: place).apply([self])
  }
}

/// Arrays side by side along a new axis.
struct Stack: Operation {
  static let operationName = "stack"

  var axis: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    [try NDArray.concatenate(operands.map { try $0.expanded(at: axis) }, axis: axis)]
  }
}

/// The parts of an array between places along one axis.
struct Split: Operation {
  static let operationName = "split"

  var bounds: [Int]
  var axis: Int

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    try zip(bounds, bounds.dropFirst()).map { try operands[0].sliced($0..<$1, axis: axis) }
  }
}
