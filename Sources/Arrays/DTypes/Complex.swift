/// A complex number, its parts one after the other in memory.
public struct Complex<Part: ComplexPart>: Hashable, Sendable, CustomStringConvertible {
  /// The real part.
  public var real: Part
  /// The imaginary part.
  public var imaginary: Part

  /// A number from its parts.
  public init(_ real: Part, _ imaginary: Part = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// The number as in `1.5-2.0i`.
  public var description: String {
    // A NaN or a zero may carry a sign, which its text shows or not.
    let text = "\(imaginary)"
    return "\(real)\(text.hasPrefix("-") ? "" : "+")\(text)i"
  }
}

/// A floating point type that complex numbers can be made of.
public protocol ComplexPart: BinaryFloatingPoint, LosslessStringConvertible, Sendable {
  /// The element type of arrays of such complex numbers.
  static var complexDType: DType { get }
}

extension Float: ComplexPart {
  /// Complex numbers of two single-precision parts.
  public static var complexDType: DType { .complex64 }
}

extension Double: ComplexPart {
  /// Complex numbers of two double-precision parts.
  public static var complexDType: DType { .complex128 }
}

extension Complex: ArrayElement {
  /// The element type of arrays of such numbers.
  public static var dtype: DType { Part.complexDType }
}

extension Complex: WeakScalar {
  /// The number as a literal.
  public var literal: Literal { .complex(Double(real), Double(imaginary)) }
}
