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
    try left + NDArray(literal: right.literal)
  }

  /// The sum of a number and each element.
  public static func + (left: some WeakScalar, right: NDArray) throws -> NDArray {
    try NDArray(literal: left.literal) + right
  }

  /// The difference of each element and a number.
  public static func - (left: NDArray, right: some WeakScalar) throws -> NDArray {
    try left - NDArray(literal: right.literal)
  }

  /// The difference of a number and each element.
  public static func - (left: some WeakScalar, right: NDArray) throws -> NDArray {
    try NDArray(literal: left.literal) - right
  }

  /// The product of each element and a number.
  public static func * (left: NDArray, right: some WeakScalar) throws -> NDArray {
    try left * NDArray(literal: right.literal)
  }

  /// The product of a number and each element.
  public static func * (left: some WeakScalar, right: NDArray) throws -> NDArray {
    try NDArray(literal: left.literal) * right
  }

  /// The quotient of each element and a number.
  public static func / (left: NDArray, right: some WeakScalar) throws -> NDArray {
    try left / NDArray(literal: right.literal)
  }

  /// The quotient of a number and each element.
  public static func / (left: some WeakScalar, right: NDArray) throws -> NDArray {
    try NDArray(literal: left.literal) / right
  }
}
