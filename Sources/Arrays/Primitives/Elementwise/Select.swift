internal import StableHLO

/// The second operand where the first is true, the third where it is false; linear in the two.
struct Select: Primitive {
  static let name = "select"

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands[0].dtype == .bool else {
      throw ArrayError.dtype(operation: Self.name, expected: "a predicate of dtype bool", found: operands[0].dtype)
    }
    guard operands[1] == operands[2], operands[0].shape == operands[1].shape else {
      throw ArrayError.shape(
        operation: Self.name, expected: "a predicate and two cases of one shape", found: operands.map(\.shape))
    }
    return [operands[1]]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.select(operands[0], operands[1], operands[2])]
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try self(primals[0], primals[1], primals[2])
    guard tangents[1] != nil || tangents[2] != nil else { return ([result], [nil]) }
    let zero = try NDArray.full(result.shape, 0, dtype: result.dtype)
    return ([result], [try self(primals[0], tangents[1] ?? zero, tangents[2] ?? zero)])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let cotangent = cotangents[0], let predicate = operands[0].known else { return [nil, nil, nil] }
    let zero = try NDArray.full(cotangent.shape, 0, dtype: cotangent.dtype)
    return [
      nil,
      operands[1].isLinear ? try self(predicate, cotangent, zero) : nil,
      operands[2].isLinear ? try self(predicate, zero, cotangent) : nil,
    ]
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let (arrays, axis) = try Batched.aligned(operands, size: size)
    return try apply(arrays).map { Batched(array: $0, axis: axis) }
  }
}

extension NDArray {
  /// Elements of one array where a condition is true, of another where it is false, after broadcasting.
  ///
  /// - Parameters:
  ///   - condition: booleans, or numbers that count as true when they are not zero.
  ///   - onTrue: the elements where it is true.
  ///   - onFalse: the elements where it is not.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public static func `where`(_ condition: NDArray, _ onTrue: NDArray, _ onFalse: NDArray) throws -> NDArray {
    let type = PromotionType.join(onTrue.promotionType, onFalse.promotionType)
    let cases = [onTrue, onFalse].map { $0.spelled(in: type.dtype) }
    return try BroadcastingSelect(dtype: type.dtype).apply([condition] + cases)[0].weak(type.isWeak)
  }

  /// Elements limited to the given bounds; an absent bound does not limit.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func clipped(from low: NDArray? = nil, to high: NDArray? = nil) throws -> NDArray {
    let bounds = [low, high].compactMap { $0 }
    if bounds.isEmpty { return self }
    let type = bounds.reduce(promotionType) { PromotionType.join($0, $1.promotionType) }
    let clip = Clip(dtype: type.dtype, hasLow: low != nil, hasHigh: high != nil)
    return try clip.apply(([self] + bounds).map { $0.spelled(in: type.dtype) })[0].weak(type.isWeak)
  }
}

/// Limits from below, then from above, after broadcasting.
struct Clip: Operation {
  static let operationName = "clipped"

  var dtype: DType
  var hasLow: Bool
  var hasHigh: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let shape = try NDArray.broadcastShape(operands.map(\.shape), for: Self.operationName)
    let arrays = try operands.map { try $0.astype(dtype).broadcasted(to: shape) }
    var result = arrays[0]
    if hasLow { result = try Maximum()(arrays[1], result) }
    if hasHigh { result = try Minimum()(arrays[arrays.count - 1], result) }
    return [result]
  }
}

/// ``Select`` after broadcasting all operands to one shape and converting the cases to one dtype.
struct BroadcastingSelect: Operation {
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let shape = try NDArray.broadcastShape(operands.map(\.shape), for: "where")
    return [
      try Select()(
        operands[0].astype(.bool).broadcasted(to: shape), operands[1].astype(dtype).broadcasted(to: shape),
        operands[2].astype(dtype).broadcasted(to: shape))
    ]
  }
}
