public import Arrays

/// Which element types an array may have: one, or a class of them.
public enum DTypePattern: Hashable, Sendable {
  /// Every type.
  case any
  /// Every type but booleans.
  case number
  /// Integers, signed or not.
  case integer
  /// Signed integers.
  case signedInteger
  /// Unsigned integers.
  case unsignedInteger
  /// Floating-point and complex numbers.
  case inexact
  /// Floating-point numbers.
  case floating
  /// Complex numbers.
  case complex
  /// One type only.
  case exactly(DType)

  /// Whether every type that the other pattern allows is allowed by this one.
  public func includes(_ other: DTypePattern) -> Bool {
    self == other || Set(other.types).isSubset(of: types)
  }

  /// The types allowed.
  private var types: [DType] {
    switch self {
    case .any: DType.allCases
    case .number: DType.allCases.filter { $0 != .bool }
    case .integer: DType.allCases.filter(\.isInteger)
    case .signedInteger: DType.allCases.filter { $0.category == .signed }
    case .unsignedInteger: DType.allCases.filter { $0.category == .unsigned }
    case .inexact: DType.allCases.filter(\.isInexact)
    case .floating: DType.allCases.filter(\.isFloating)
    case .complex: DType.allCases.filter(\.isComplex)
    case .exactly(let dtype): [dtype]
    }
  }
}

extension DTypePattern: CustomStringConvertible {
  /// The name of the type, or of the class as in NumPy.
  public var description: String {
    switch self {
    case .any: "any"
    case .number: "number"
    case .integer: "integer"
    case .signedInteger: "signedinteger"
    case .unsignedInteger: "unsignedinteger"
    case .inexact: "inexact"
    case .floating: "floating"
    case .complex: "complexfloating"
    case .exactly(let dtype): dtype.description
    }
  }
}
