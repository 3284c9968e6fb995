extension DType {
  /// The exponent field of the number one in a floating point type (IEEE 754-2019, 3.6; bfloat16 is the upper half of
  /// `float32`).
  var exponentBias: Int {
    switch self {
    case .float16: 15
    case .float64: 1023
    default: 127
    }
  }

  /// The distance from one to the next greater number of a floating point type.
  var epsilon: Double { Double(sign: .plus, exponent: -mantissaBitCount, significand: 1) }

  /// The greatest finite number of a floating point type.
  package var greatestFiniteMagnitude: Double { Double(sign: .plus, exponent: exponentBias, significand: 2 - epsilon) }
}
