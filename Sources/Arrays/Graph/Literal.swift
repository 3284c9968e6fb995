/// A number written in the program text: it takes the type of what it meets.
public enum Literal: Hashable, Sendable {
  /// A truth value.
  case bool(Bool)
  /// An integer.
  case integer(Int)
  /// A floating point number.
  case float(Double)

  /// Whether the numbers are the same to the bit, as programs that hold them must be told apart: 0.0 is not -0.0 here,
  /// and a NaN equals itself.
  public static func == (left: Literal, right: Literal) -> Bool {
    switch (left, right) {
    case (.bool(let x), .bool(let y)): x == y
    case (.integer(let x), .integer(let y)): x == y
    case (.float(let x), .float(let y)): x.bitPattern == y.bitPattern
    default: false
    }
  }

  /// Hashes what ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .float(let value): hasher.combine(value.bitPattern)
    }
  }

  /// The type a literal has when it meets no other: `int32`, `float32` or `bool`.
  var defaultDType: DType {
    switch self {
    case .bool: .bool
    case .integer: .int32
    case .float: .float32
    }
  }

  /// The number as it is written in Swift.
  var spelling: String {
    switch self {
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    }
  }

  /// The number as a double.
  var double: Double {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .integer(let value): Double(value)
    case .float(let value): value
    }
  }

  /// The number as an integer, wrapped to 64 bits; fractions are cut off.
  var integer: Int {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .integer(let value): value
    case .float(let value): Int(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : .min)
    }
  }

  /// The bytes of the number as an element of the given type, in the lower bits.
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
    }
  }

  /// Fills memory with the number, again and again, as elements of the given type.
  func fill(_ memory: UnsafeMutableRawBufferPointer, as dtype: DType) {
    withUnsafeBytes(of: bits(as: dtype).littleEndian) { element in
      for start in stride(from: 0, to: memory.count, by: dtype.byteCount) {
        UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + dtype.byteCount])
          .copyBytes(from: element.prefix(dtype.byteCount))
      }
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
    }
  }

  private func hexadecimal(_ bits: UInt64, digits: Int) -> String {
    let text = String(bits, radix: 16, uppercase: true)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
