/// Zero below zero, one above, the other operand at zero.
struct Heaviside: BinaryFunction {
  static let name = "heaviside"

  func value(_ x: NDArray, _ atZero: NDArray) throws -> NDArray {
    try NDArray.where(
      x.less(0), 0, NDArray.where(x.greater(0), 1, NDArray.where(x.isNaN(), x, atZero)))
  }
}

/// Finite numbers in place of NaN and the infinities.
struct NaNToNumber: UnaryFunction {
  static let name = "nanToNum"

  var nan: Double
  var positive: Double
  var negative: Double

  func value(_ x: NDArray) throws -> NDArray {
    var result = try NDArray.where(x.isNaN(), NDArray(nan), x)
    result = try NDArray.where(result.isPositiveInfinity(), NDArray(positive), result)
    return try NDArray.where(result.isNegativeInfinity(), NDArray(negative), result)
  }
}

/// A number as its fraction and its whole part, both with its sign.
struct FractionAndWhole: Operation {
  static let operationName = "modf"

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let x = try operands[0].dtype.isFloating ? operands[0] : operands[0].astype(.float32)
    let whole = try Truncation().value(x)
    return [try x - whole, whole]
  }
}

extension NDArray {
  /// The step function: zero below zero, one above, the other array's element at zero; NaN stays.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func heaviside(_ atZero: NDArray) throws -> NDArray { try Heaviside().floating(self, atZero) }

  /// The elements with numbers in place of NaN and the infinities; integers stay as they are.
  ///
  /// - Parameters:
  ///   - nan: in place of NaN.
  ///   - positiveInfinity: in place of infinity; the greatest finite number of the dtype when absent.
  ///   - negativeInfinity: in place of negative infinity; the least finite number of the dtype when absent.
  public func nanToNum(
    nan: Double = 0, positiveInfinity: Double? = nil, negativeInfinity: Double? = nil
  ) throws -> NDArray {
    guard dtype.isFloating else { return self }
    let greatest = dtype.greatestFiniteMagnitude
    return try NaNToNumber(nan: nan, positive: positiveInfinity ?? greatest, negative: negativeInfinity ?? -greatest)(
      self
    ).weak(isWeaklyTyped)
  }

  /// The elements as fractions and whole parts, both with the sign of the element.
  ///
  /// Integers are taken as `float32`.
  public func modf() throws -> (fraction: NDArray, whole: NDArray) {
    let parts = try FractionAndWhole().apply([self])
    return (parts[0], parts[1])
  }

  /// The quotient rounded down and the remainder that goes with it, as `divmod` in Python and NumPy.
  ///
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func divmod(_ divisor: NDArray) throws -> (quotient: NDArray, remainder: NDArray) {
    (try floorDivided(by: divisor), try self % divisor)
  }

  /// Each element to the power of the exponent at the same place, both taken as floating point numbers.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/shapesDoNotBroadcast(operation:shapes:)``.
  public func floatPower(_ exponent: NDArray) throws -> NDArray { try Power().floating(self, exponent) }
}
