internal import StableHLO

/// A primitive that computes each element of its result from the elements of its operands at the same place.
protocol ElementwisePrimitive: Primitive {
  /// The operation's name in the StableHLO dialect.
  static var operation: StaticString { get }
  /// The element types that the operands may have.
  static var domain: Domain { get }
}

/// A set of element types that an operation accepts.
enum Domain: String {
  case any = "any dtype"
  case ordered = "a dtype whose numbers have an order, so not a complex one"
  case numeric = "a numeric dtype"
  case real = "a numeric dtype that is not complex"
  case inexact = "a floating point or complex dtype"
  case complex = "a complex dtype"
  case signedOrFloating = "a signed integer or floating point dtype"
  case floating = "a floating point dtype"
  case integral = "an integer dtype"
  case bitwise = "an integer or boolean dtype"

  func contains(_ dtype: DType) -> Bool {
    switch self {
    case .any: true
    case .ordered: !dtype.isComplex
    case .numeric: dtype != .bool
    case .real: dtype != .bool && !dtype.isComplex
    case .inexact: dtype.isInexact
    case .complex: dtype.isComplex
    case .signedOrFloating: dtype.isFloating || dtype.category == .signed
    case .floating: dtype.isFloating
    case .integral: dtype.isInteger
    case .bitwise: dtype.isInteger || dtype == .bool
    }
  }
}

extension ElementwisePrimitive {
  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let type = try checked(operands)
    return [type]
  }

  /// The common type of the operands.
  ///
  /// - Throws: ``ArrayError/shape(operation:expected:found:)`` or ``ArrayError/dtype(operation:expected:found:)``.
  func checked(_ operands: [ArrayType]) throws -> ArrayType {
    let type = operands[0]
    for other in operands.dropFirst() {
      guard other.shape == type.shape else {
        throw ArrayError.shape(
          operation: Self.name, expected: "operands of one shape", found: operands.map(\.shape))
      }
      guard other.dtype == type.dtype else {
        throw ArrayError.dtype(
          operation: Self.name, expected: "\(type.dtype) like the first operand", found: other.dtype)
      }
    }
    guard Self.domain.contains(type.dtype) else {
      throw ArrayError.dtype(operation: Self.name, expected: Self.domain.rawValue, found: type.dtype)
    }
    return type
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.elementwise(Self.operation, operands)]
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    let (arrays, axis) = try Batched.aligned(operands, size: size)
    return try apply(arrays).map { Batched(array: $0, axis: axis) }
  }
}

extension Batched {
  /// The operands with the mapped axis at one common place, repeated along it where they lacked it.
  static func aligned(_ operands: [Batched], size: Int) throws -> (arrays: [NDArray], axis: Int?) {
    guard let axis = operands.lazy.compactMap(\.axis).first else { return (operands.map(\.array), nil) }
    return (try operands.map { try $0.placed(at: axis, size: size) }, axis)
  }

  /// The array with the mapped axis at the given place, repeated along it where it lacked one.
  func placed(at place: Int, size: Int) throws -> NDArray {
    guard let axis else {
      var shape = array.shape
      shape.insert(size, at: place)
      return try array.broadcasted(to: shape, along: (0..<shape.count).filter { $0 != place })
    }
    return axis == place ? array : try array.movingAxis(axis, to: place)
  }
}

/// A primitive of one operand with a derivative that depends on its argument and result.
protocol UnaryPrimitive: ElementwisePrimitive {
  /// The derivative at `x`, where the result is `y`; `nil` where it is zero everywhere.
  func derivative(_ x: NDArray, _ y: NDArray) throws -> NDArray?
}

extension UnaryPrimitive {
  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let y = try self(primals[0])
    guard let tangent = tangents[0], let slope = try derivative(primals[0], y) else { return ([y], [nil]) }
    return ([y], [try tangent * slope])
  }
}

/// A primitive of two operands that takes both along their partial derivatives.
protocol BinaryPrimitive: ElementwisePrimitive {
  /// The tangent of the result from that of the left operand; `nil` where it is zero.
  func leftTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray?
  /// The tangent of the result from that of the right operand; `nil` where it is zero.
  func rightTangent(_ tangent: NDArray, _ x: NDArray, _ y: NDArray, _ result: NDArray) throws -> NDArray?
}

extension BinaryPrimitive {
  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let result = try self(primals[0], primals[1])
    let left = try tangents[0].flatMap { try leftTangent($0, primals[0], primals[1], result) }
    let right = try tangents[1].flatMap { try rightTangent($0, primals[0], primals[1], result) }
    return ([result], [try total(left, right)])
  }
}

/// The sum of two tangents or cotangents of which either may be zero.
func total(_ left: NDArray?, _ right: NDArray?) throws -> NDArray? {
  guard let left else { return right }
  guard let right else { return left }
  return try Add()(left, right)
}

/// A primitive of one operand that is linear in it.
protocol LinearUnaryPrimitive: Primitive {
  /// The cotangent of the operand from that of the result.
  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray
}

extension LinearUnaryPrimitive {
  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    ([try self(primals[0])], [try tangents[0].map { try self($0) }])
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    [try cotangents[0].map { try transpose($0, operand: operands[0].type) }]
  }
}

/// An elementwise primitive whose derivative is zero wherever it exists.
protocol PiecewiseConstantPrimitive: ElementwisePrimitive {}

extension PiecewiseConstantPrimitive {
  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    (try apply(primals), [nil])
  }
}
