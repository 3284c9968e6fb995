/// A number written in the program text: it takes the type of what it meets.
public enum Literal: Hashable, Sendable {
  /// A truth value.
  case bool(Bool)
  /// An integer.
  case integer(Int)
  /// A floating point number.
  case float(Double)
  /// A complex number, by its real and its imaginary part.
  case complex(Double, Double)

  /// Whether the numbers are the same to the bit, as programs that hold them must be told apart: 0.0 is not -0.0 here,
  /// and a NaN equals itself.
  public static func == (left: Literal, right: Literal) -> Bool {
    switch (left, right) {
    case (.bool(let x), .bool(let y)): x == y
    case (.integer(let x), .integer(let y)): x == y
    case (.float(let x), .float(let y)): x.bitPattern == y.bitPattern
    case (.complex(let a, let b), .complex(let c, let d)):
      a.bitPattern == c.bitPattern && b.bitPattern == d.bitPattern
    default: false
    }
  }

  /// Hashes what ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .float(let value): hasher.combine(value.bitPattern)
    case .complex(let real, let imaginary):
      hasher.combine(real.bitPattern)
      hasher.combine(imaginary.bitPattern)
    }
  }

  /// The type a literal has when it meets no other: `int32`, `float32`, `complex64` or `bool`.
  var defaultDType: DType {
    switch self {
    case .bool: .bool
    case .integer: .int32
    case .float: .float32
    case .complex: .complex64
    }
  }

  /// The number as it is written in Swift.
  var spelling: String {
    switch self {
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    case .complex(let real, let imaginary): "\(Complex(real, imaginary))"
    }
  }

  /// The number as a double; of a complex one the real part.
  var double: Double {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .integer(let value): Double(value)
    case .float(let value): value
    case .complex(let real, _): real
    }
  }

  /// The imaginary part as a number of its own.
  var imaginary: Literal {
    if case .complex(_, let imaginary) = self { .float(imaginary) } else { .integer(0) }
  }

  /// The number as an integer, wrapped to 64 bits; fractions are cut off.
  var integer: Int {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .integer(let value): value
    case .float, .complex: Int(exactly: double.rounded(.towardZero)) ?? (double > 0 ? .max : .min)
    }
  }

  /// The bytes of the number as an element of the given type, in the lower bits; of a complex one the real part's.
  ///
  /// Integers wrap around like a conversion in StableHLO.
  func bits(as dtype: DType) -> UInt64 {
    switch dtype {
    case .bool: double != 0 ? 1 : 0
    case .int8, .uint8: UInt64(UInt8(truncatingIfNeeded: integer))
    case .int16, .uint16: UInt64(UInt16(truncatingIfNeeded: integer))
    case .int32, .uint32: UInt64(UInt32(truncatingIfNeeded: integer))
    case .int64, .uint64: UInt64(bitPattern: Int64(integer))
    case .bfloat16: UInt64(BFloat16(Float(double)).bitPattern)
    case .float16: UInt64(Float16(double).bitPattern)
    case .float32: UInt64(Float(double).bitPattern)
    case .float64: double.bitPattern
    case .complex64, .complex128: bits(as: dtype.component)
    }
  }

  /// The bytes of an element of the given type, in the order of memory.
  func bytes(as dtype: DType) -> [UInt8] {
    guard !dtype.isComplex else { return bytes(as: dtype.component) + imaginary.bytes(as: dtype.component) }
    return withUnsafeBytes(of: bits(as: dtype).littleEndian) { Array($0.prefix(dtype.byteCount)) }
  }

  /// Fills memory with the number, again and again, as elements of the given type.
  func fill(_ memory: UnsafeMutableRawBufferPointer, as dtype: DType) {
    let element = bytes(as: dtype)
    for start in stride(from: 0, to: memory.count, by: element.count) {
      UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + element.count]).copyBytes(from: element)
    }
  }

  /// The number as it stands in StableHLO text: floats as their bits, so that nothing is rounded twice.
  func text(as dtype: DType) -> String {
    switch dtype.category {
    case .boolean: bits(as: dtype) == 1 ? "true" : "false"
    case .signed:
      switch dtype {
      case .int8: "\(Int8(truncatingIfNeeded: integer))"
      case .int16: "\(Int16(truncatingIfNeeded: integer))"
      case .int32: "\(Int32(truncatingIfNeeded: integer))"
      default: "\(integer)"
      }
    case .unsigned: "\(bits(as: dtype))"
    case .floating: "0x" + hexadecimal(bits(as: dtype), digits: dtype.byteCount * 2)
    case .complex: "(\(text(as: dtype.component)), \(imaginary.text(as: dtype.component)))"
    }
  }

  private func hexadecimal(_ bits: UInt64, digits: Int) -> String {
    let text = String(bits, radix: 16, uppercase: true)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
