internal import StableHLO

/// A primitive that folds some axes of its operand by an associative operation.
protocol ReducePrimitive: Primitive {
  /// The folding operation in the StableHLO dialect.
  static var operation: StaticString { get }
  /// The element types that the operand may have.
  static var domain: Domain { get }

  /// The axes to fold, in ascending order.
  var axes: [Int] { get }
  /// The same fold over other axes.
  init(axes: [Int])
  /// What folding no elements gives, spelled as a StableHLO literal.
  func initial(_ dtype: DType) -> String
}

extension ReducePrimitive {
  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard Self.domain.contains(operands[0].dtype) else {
      throw ArrayError.dtype(operation: Self.name, expected: Self.domain.rawValue, found: operands[0].dtype)
    }
    return [operands[0].with(shape: operands[0].shape.removing(axes))]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let dtype = DType(element: results[0].element)
    let initial = builder.constant(initial(dtype), TensorType([], results[0].element))
    return [builder.reduce(operands[0], from: initial, by: Self.operation, axes: axes, shape: results[0].shape)]
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    guard let axis = operands[0].axis else { return [Batched(array: try self(operands[0].array), axis: nil)] }
    let moved = axes.map { $0 < axis ? $0 : $0 + 1 }
    let place = axis - moved.filter { $0 < axis }.count
    return [Batched(array: try Self(axes: moved)(operands[0].array), axis: place)]
  }

  /// A result of the fold repeated along the folded axes again.
  func spread(_ result: NDArray, to shape: [Int]) throws -> NDArray {
    try result.broadcasted(to: shape, along: shape.indices.filter { !axes.contains($0) })
  }
}

extension DType {
  /// The dtype of a StableHLO element type.
  init(element: StableHLO.ElementType) {
    self = DType.allCases.first { $0.element == element } ?? .float32
  }

  /// The least value, spelled as a StableHLO literal; minus infinity for floats.
  var lowestLiteral: String {
    switch self {
    case .bool: "false"
    case .int8: "\(Int8.min)"
    case .int16: "\(Int16.min)"
    case .int32: "\(Int32.min)"
    case .int64: "\(Int64.min)"
    case .uint8, .uint16, .uint32, .uint64: "0"
    case .bfloat16, .float16, .float32, .float64, .complex64, .complex128: Literal.float(-.infinity).text(as: self)
    }
  }

  /// The greatest value, spelled as a StableHLO literal; infinity for floats.
  var highestLiteral: String {
    switch self {
    case .bool: "true"
    case .int8: "\(Int8.max)"
    case .int16: "\(Int16.max)"
    case .int32: "\(Int32.max)"
    case .int64: "\(Int64.max)"
    case .uint8: "\(UInt8.max)"
    case .uint16: "\(UInt16.max)"
    case .uint32: "\(UInt32.max)"
    case .uint64: "\(UInt64.max)"
    case .bfloat16, .float16, .float32, .float64, .complex64, .complex128: Literal.float(.infinity).text(as: self)
    }
  }
}

extension [Int] {
  /// The elements at all positions but the given ones.
  func removing(_ positions: [Int]) -> [Int] {
    enumerated().filter { !positions.contains($0.offset) }.map(\.element)
  }
}
