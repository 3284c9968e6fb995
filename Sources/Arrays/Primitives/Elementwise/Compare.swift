internal import StableHLO

/// A comparison, giving booleans; complex numbers are equal or not.
struct Compare: PiecewiseConstantPrimitive {
  static let name = "compare"
  static let operation: StaticString = "compare"
  static let domain = Domain.any

  var direction: FunctionBuilder.Comparison

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let type = try checked(operands)
    guard direction == .equal || direction == .notEqual || Domain.ordered.contains(type.dtype) else {
      throw ArrayError.dtype(operation: Self.name, expected: Domain.ordered.rawValue, found: type.dtype)
    }
    return [type.with(dtype: .bool)]
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    [builder.compare(direction, operands[0], operands[1])]
  }
}

extension NDArray {
  /// Whether elements at the same place are equal; NaN equals nothing.
  public func equal(_ other: NDArray) throws -> NDArray { try compare(.equal, other) }
  /// Whether elements at the same place differ.
  public func notEqual(_ other: NDArray) throws -> NDArray { try compare(.notEqual, other) }
  /// Whether each element is less than the other at the same place.
  public func less(_ other: NDArray) throws -> NDArray { try compare(.less, other) }
  /// Whether each element is less than the other at the same place, or equal.
  public func lessOrEqual(_ other: NDArray) throws -> NDArray { try compare(.lessOrEqual, other) }
  /// Whether each element is greater than the other at the same place.
  public func greater(_ other: NDArray) throws -> NDArray { try compare(.greater, other) }
  /// Whether each element is greater than the other at the same place, or equal.
  public func greaterOrEqual(_ other: NDArray) throws -> NDArray { try compare(.greaterOrEqual, other) }

  private func compare(_ direction: FunctionBuilder.Comparison, _ other: NDArray) throws -> NDArray {
    try Compare(direction: direction).broadcasting(self, other)
  }
}

infix operator .== : ComparisonPrecedence
infix operator .!= : ComparisonPrecedence
infix operator .< : ComparisonPrecedence
infix operator .<= : ComparisonPrecedence
infix operator .> : ComparisonPrecedence
infix operator .>= : ComparisonPrecedence

extension NDArray {
  /// Elementwise ``equal(_:)``.
  public static func .== (left: NDArray, right: NDArray) throws -> NDArray { try left.equal(right) }
  /// Elementwise ``notEqual(_:)``.
  public static func .!= (left: NDArray, right: NDArray) throws -> NDArray { try left.notEqual(right) }
  /// Elementwise ``less(_:)``.
  public static func .< (left: NDArray, right: NDArray) throws -> NDArray { try left.less(right) }
  /// Elementwise ``lessOrEqual(_:)``.
  public static func .<= (left: NDArray, right: NDArray) throws -> NDArray { try left.lessOrEqual(right) }
  /// Elementwise ``greater(_:)``.
  public static func .> (left: NDArray, right: NDArray) throws -> NDArray { try left.greater(right) }
  /// Elementwise ``greaterOrEqual(_:)``.
  public static func .>= (left: NDArray, right: NDArray) throws -> NDArray { try left.greaterOrEqual(right) }
}
