/// An operation of two operands after promotion to one dtype and broadcasting to one shape, as one program.
struct Broadcasting<Body: Operation>: Operation {
  var body: Body
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let shape = try NDArray.broadcastShape(operands.map(\.shape), for: Body.operationName)
    return try body.apply(operands.map { try $0.astype(dtype).broadcasted(to: shape) })
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
    let result = try Broadcasting(body: self, dtype: type.dtype)(x, y)
    return result.weak(type.isWeak && result.dtype == type.dtype)
  }

  /// The name for messages: that of the primitive, or of the Swift type.
  static var operationName: String {
    (self as? any Primitive.Type)?.name ?? "\(self)"
  }
}

extension NDArray {
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
