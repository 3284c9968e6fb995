/// A Swift number that arrays can be combined with; it takes the dtype of the array it meets, as a literal does.
public protocol WeakScalar: Sendable {
  /// The number as a literal.
  var literal: Literal { get }
}

extension Int: WeakScalar {
  /// The integer as a literal.
  public var literal: Literal { .integer(self) }
}

extension Double: WeakScalar {
  /// The number as a literal.
  public var literal: Literal { .float(self) }
}

extension Float: WeakScalar {
  /// The number as a literal.
  public var literal: Literal { .float(Double(self)) }
}

extension NDArray {
  /// The sum of each element and a number.
  public static func + (left: NDArray, right: some WeakScalar) throws -> NDArray {
    try number(left, right.literal, +) ?? left + NDArray(literal: right.literal)
  }

  /// The sum of a number and each element.
  public static func + (left: some WeakScalar, right: NDArray) throws -> NDArray {
    try number(left.literal, right, +) ?? NDArray(literal: left.literal) + right
  }

  /// The difference of each element and a number.
  public static func - (left: NDArray, right: some WeakScalar) throws -> NDArray {
    try number(left, right.literal, -) ?? left - NDArray(literal: right.literal)
  }

  /// The difference of a number and each element.
  public static func - (left: some WeakScalar, right: NDArray) throws -> NDArray {
    try number(left.literal, right, -) ?? NDArray(literal: left.literal) - right
  }

  /// The product of each element and a number.
  public static func * (left: NDArray, right: some WeakScalar) throws -> NDArray {
    try number(left, right.literal, *) ?? left * NDArray(literal: right.literal)
  }

  /// The product of a number and each element.
  public static func * (left: some WeakScalar, right: NDArray) throws -> NDArray {
    try number(left.literal, right, *) ?? NDArray(literal: left.literal) * right
  }

  /// The quotient of each element and a number.
  public static func / (left: NDArray, right: some WeakScalar) throws -> NDArray {
    try number(left, right.literal, /) ?? left / NDArray(literal: right.literal)
  }

  /// The quotient of a number and each element.
  public static func / (left: some WeakScalar, right: NDArray) throws -> NDArray {
    try number(left.literal, right, /) ?? NDArray(literal: left.literal) / right
  }

  /// What is computed of two numbers before an array is met, as a number again.
  ///
  /// In `x * (2 / Double.pi)` Swift takes the literal as an array; in single precision the quotient would be too coarse
  /// for an array of doubles. `nil` unless both are numbers from Swift, one of them a floating point one.
  private static func number(
    _ left: NDArray, _ right: Literal, _ operation: (Double, Double) -> Double
  ) -> NDArray? {
    guard case .literal(let literal) = left.storage, left.isWeaklyTyped, left.rank == 0 else { return nil }
    return number(literal, right, operation)
  }

  private static func number(
    _ left: Literal, _ right: NDArray, _ operation: (Double, Double) -> Double
  ) -> NDArray? {
    guard case .literal(let literal) = right.storage, right.isWeaklyTyped, right.rank == 0 else { return nil }
    return number(left, literal, operation)
  }

  private static func number(
    _ left: Literal, _ right: Literal, _ operation: (Double, Double) -> Double
  ) -> NDArray? {
    switch (left, right) {
    case (.float, .float), (.float, .integer), (.integer, .float):
      NDArray(literal: .float(operation(left.double, right.double)))
    default: nil
    }
  }
}
