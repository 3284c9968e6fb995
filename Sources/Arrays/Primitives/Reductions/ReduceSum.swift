/// The sum over some axes, linear.
struct ReduceSum: ReducePrimitive, LinearUnaryPrimitive {
  static let name = "reduce_sum"
  static let operation: StaticString = "add"
  static let domain = Domain.numeric

  var axes: [Int]

  func initial(_ dtype: DType) -> String { Literal.integer(0).text(as: dtype) }

  func transpose(_ cotangent: NDArray, operand: ArrayType) throws -> NDArray {
    try spread(cotangent, to: operand.shape)
  }
}

extension NDArray {
  /// The sum over the given axes, or over all; small integers and `bool` count as 32 bits.
  ///
  /// - Parameters:
  ///   - axes: the axes to fold; all when absent.
  ///   - keepingAxes: whether folded axes stay, with size one.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/repeatedAxis(operation:axis:)``.
  public func sum(_ axes: [Int]? = nil, keepingAxes: Bool = false) throws -> NDArray {
    let axes = try NDArray.normalize(axes, rank: rank, for: "sum")
    return try Folding(body: ReduceSum(axes: axes), keepsAxes: keepingAxes, operand: .asTerms)(self)
  }
}

/// A fold with what surrounds it in one program: conversion of the operand, folded axes kept with size one.
struct Folding<Body: ReducePrimitive>: Operation {
  var body: Body
  var keepsAxes: Bool
  var operand = Operand.asGiven

  /// How the elements are taken.
  enum Operand {
    case asGiven
    /// Booleans as whether they hold, numbers as whether they are not zero.
    case asTruth
    /// In a type that holds sums: booleans and small integers as 32 bits, small floats as `float32` on the way.
    case asTerms
  }

  static var operationName: String { Body.operationName }

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let given = operands[0]
    let type: (computed: DType, result: DType) =
      switch operand {
      case .asGiven: (given.dtype, given.dtype)
      case .asTruth: (.bool, .bool)
      case .asTerms: (given.dtype.accumulating, given.dtype.isInexact ? given.dtype : given.dtype.accumulating)
      }
    let array = try given.astype(type.computed)
    let result = try body.axes.isEmpty ? array : body(array)
    guard keepsAxes else { return [try result.astype(type.result)] }
    return [try result.reshaped(to: given.shape.keeping(body.axes)).astype(type.result)]
  }
}

extension DType {
  /// The type in which terms of this type are added up, so that sums neither overflow nor get stuck early.
  var accumulating: DType {
    switch self {
    case .bool, .int8, .int16: .int32
    case .uint8, .uint16: .uint32
    case .bfloat16, .float16: .float32
    default: self
    }
  }
}

extension [Int] {
  /// A shape with the sizes of the given axes replaced by one.
  func keeping(_ axes: [Int]) -> [Int] {
    enumerated().map { axes.contains($0.offset) ? 1 : $0.element }
  }
}
