extension DType {
  /// How a floating point type lays out its bits (IEEE 754-2019, 3.6; bfloat16 is the upper half of `float32`).
  struct FloatFormat {
    /// How many bits of the mantissa are stored.
    var mantissaBits: Int
    /// The exponent field of the number one.
    var bias: Int
  }

  /// The layout of the type, that of `float32` for types that are not floating point.
  var floatFormat: FloatFormat {
    switch self {
    case .float16: FloatFormat(mantissaBits: 10, bias: 15)
    case .bfloat16: FloatFormat(mantissaBits: 7, bias: 127)
    case .float64: FloatFormat(mantissaBits: 52, bias: 1023)
    default: FloatFormat(mantissaBits: 23, bias: 127)
    }
  }

  /// The distance from one to the next greater number.
  var epsilon: Double { Double(sign: .plus, exponent: -floatFormat.mantissaBits, significand: 1) }

  /// The least positive normal number.
  var leastNormalMagnitude: Double { Double(sign: .plus, exponent: 1 - floatFormat.bias, significand: 1) }

  /// The greatest finite number.
  var greatestFiniteMagnitude: Double {
    Double(sign: .plus, exponent: floatFormat.bias, significand: 2 - epsilon)
  }
}
