extension RandomKey {
  /// Independent random bits.
  ///
  /// - Parameters:
  ///   - shape: the shape of the result.
  ///   - dtype: an unsigned integer type.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func bits(_ shape: [Int] = [], dtype: DType = .uint32) throws -> NDArray {
    try check(shape, "bits")
    guard dtype.category == .unsigned else {
      throw ArrayError.dtype(operation: "bits", expected: "an unsigned integer dtype", found: dtype)
    }
    return try RandomBits(shape: shape, dtype: dtype)(data)
  }

  /// Numbers uniformly distributed over a half-open interval.
  ///
  /// - Parameters:
  ///   - shape: the shape of the result.
  ///   - low: the least number, without axes or broadcasting to the shape.
  ///   - high: the bound that is not reached.
  ///   - dtype: a floating point type.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``,
  ///   ``ArrayError/argument(operation:problem:)`` for bounds that are written as numbers and enclose none.
  public func uniform(
    _ shape: [Int] = [], from low: NDArray = 0, to high: NDArray = 1, dtype: DType = .float32
  ) throws -> NDArray {
    let shape = try self.shape(shape, of: [low, high], "uniform")
    try checkFloating(shape, dtype, "uniform")
    try checkInterval(low, high, "uniform")
    return try RandomUniform(shape: shape, dtype: dtype)(data, low.spelled(in: dtype), high.spelled(in: dtype))
  }

  /// Numbers from the standard normal distribution.
  ///
  /// - Parameters:
  ///   - shape: the shape of the result.
  ///   - dtype: a floating point type.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func normal(_ shape: [Int] = [], dtype: DType = .float32) throws -> NDArray {
    try checkFloating(shape, dtype, "normal")
    return try RandomNormal(shape: shape, dtype: dtype)(data)
  }

  func check(_ shape: [Int], _ operation: String) throws {
    try requireSingle(operation)
    try NDArray.checkSizes(shape, for: operation)
  }

  func checkFloating(_ shape: [Int], _ dtype: DType, _ operation: String) throws {
    try check(shape, operation)
    guard dtype.isFloating else {
      throw ArrayError.dtype(operation: operation, expected: "a floating point dtype", found: dtype)
    }
  }
}

struct RandomBits: Operation {
  var shape: [Int]
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let words = try threefryBits(operands[0], shape: shape)
    guard dtype == .uint64 else { return [try words[0].logicalXor(words[1]).astype(dtype)] }
    let high = try words[0].astype(.uint64).shiftedLeft(NDArray(literal: .integer(32), dtype: .uint64))
    return [try high.logicalOr(words[1].astype(.uint64))]
  }
}

/// Random bits as the mantissa of numbers in [1, 2), shifted and scaled into place.
struct RandomUniform: Operation {
  var shape: [Int]
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let key = operands[0]
    let low = try operands[1].astype(dtype)
    let high = try operands[2].astype(dtype)
    let bitDType = dtype.bits
    // A mantissa of seven bits is filled from eight random ones.
    let randomDType: DType = dtype == .bfloat16 ? .uint8 : bitDType
    let bits = try RandomBits(shape: shape, dtype: randomDType)(key).astype(bitDType)
    let shift = NDArray(literal: .integer(randomDType.bitCount - dtype.mantissaBitCount), dtype: bitDType)
    let one = try NDArray(literal: .integer(1), dtype: dtype).bitcast(to: bitDType)
    let unit = try bits.shiftedRightLogically(shift).logicalOr(one).bitcast(to: dtype) - 1
    return [try low.maximum(unit * (high - low) + low)]
  }
}

/// √2 erf⁻¹(u) for u uniform over (−1, 1).
struct RandomNormal: Operation {
  var shape: [Int]
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    // The number next to −1 towards zero: its bits as an integer are one less.
    let minusOne = Literal.integer(-1).bits(as: dtype)
    let low = try NDArray(literal: .integer(Int(truncatingIfNeeded: minusOne - 1)), dtype: dtype.bits).bitcast(
      to: dtype)
    let uniform = try RandomUniform(shape: shape, dtype: dtype)(operands[0], low, 1)
    return [try NDArray(literal: .float(2.0.squareRoot()), dtype: dtype) * uniform.erfInv()]
  }
}

extension DType {
  /// The number of explicit bits of a float's mantissa.
  var mantissaBitCount: Int {
    switch self {
    case .bfloat16: 7
    case .float16: 10
    case .float32: 23
    case .float64: 52
    default: 0
    }
  }

  /// The distance from one to the next greater number of a floating point type.
  var mantissaStep: Double { Double(sign: .plus, exponent: -mantissaBitCount, significand: 1) }

  /// The least positive normal number of a floating point type.
  var leastNormal: Double {
    switch self {
    case .float16: Double(Float16.leastNormalMagnitude)
    case .float64: .leastNormalMagnitude
    default: Double(Float.leastNormalMagnitude)
    }
  }
}
