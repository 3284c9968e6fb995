/// An operation of two operands after promotion to one dtype and broadcasting to one shape, as one program.
struct Broadcasting<Body: Operation>: Operation {
  var body: Body
  var dtype: DType

  static var operationName: String { Body.operationName }

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let shape = try NDArray.broadcastShape(operands.map(\.shape), for: Body.operationName)
    return try body.apply(operands.map { try $0.astype(dtype).broadcasted(to: shape) })
  }
}

/// An operation of one operand after conversion to a dtype, as one program.
struct Converting<Body: Operation>: Operation {
  var body: Body
  var dtype: DType

  static var operationName: String { Body.operationName }

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    try body.apply(operands.map { try $0.astype(dtype) })
  }
}

extension Operation {
  /// The operation on operands of different types: promoted by JAX's lattice and broadcast by NumPy's rules.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  func broadcasting(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    if x.type == y.type {
      let result = try self(x, y)
      return x.isWeaklyTyped && y.isWeaklyTyped ? result.weak(result.dtype == x.dtype) : result
    }
    let type = PromotionType.join(x.promotionType, y.promotionType)
    let result = try Broadcasting(body: self, dtype: type.dtype)(x.spelled(in: type.dtype), y.spelled(in: type.dtype))
    return result.weak(type.isWeak && result.dtype == type.dtype)
  }

  /// The operation on operands taken as floating point numbers: integers as `float32`.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  func floating(_ x: NDArray, _ y: NDArray) throws -> NDArray {
    var type = PromotionType.join(x.promotionType, y.promotionType)
    if type.dtype.isInexact { return try broadcasting(x, y) }
    type.dtype = .float32
    return try Broadcasting(body: self, dtype: type.dtype)(x.spelled(in: type.dtype), y.spelled(in: type.dtype))
      .weak(type.isWeak)
  }

  /// The operation on any number of operands taken as floating point numbers: integers as `float32`.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  func floating(_ operands: [NDArray]) throws -> NDArray {
    var type = operands.dropFirst().reduce(operands[0].promotionType) { PromotionType.join($0, $1.promotionType) }
    if !type.dtype.isInexact { type.dtype = .float32 }
    return try Broadcasting(body: self, dtype: type.dtype).apply(operands.map { $0.spelled(in: type.dtype) })[0]
      .weak(type.isWeak)
  }

  /// The operation on an array taken as floating point numbers: integers as `float32`.
  func floating(_ x: NDArray) throws -> NDArray {
    try (x.dtype.isInexact ? self(x) : Converting(body: self, dtype: .float32)(x)).weak(x.isWeaklyTyped)
  }
}

extension NDArray {
  /// A number from Swift in the type that it takes, so that it is not rounded to its own one first; other arrays as
  /// they are.
  func spelled(in dtype: DType) -> NDArray {
    if case .literal(let literal) = storage, isWeaklyTyped {
      return NDArray(literal: literal, shape: shape, dtype: dtype)
    }
    return self
  }

  /// The shape that arrays of the given shapes broadcast to: sizes agree, counted from the last axis, or are 1.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  static func broadcastShape(_ shapes: [[Int]], for operation: String) throws -> [Int] {
    let rank = shapes.map(\.count).max() ?? 0
    var result = [Int](repeating: 1, count: rank)
    for shape in shapes {
      for (position, size) in shape.enumerated() {
        let axis = rank - shape.count + position
        if result[axis] == size || size == 1 { continue }
        guard result[axis] == 1 else {
          throw ArrayError.shapesDoNotBroadcast(operation: operation, shapes: shapes)
        }
        result[axis] = size
      }
    }
    return result
  }
}
