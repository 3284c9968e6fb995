extension RandomKey {
  /// Integers uniformly distributed over a half-open interval.
  ///
  /// - Parameters:
  ///   - shape: the shape of the result.
  ///   - low: the least integer, without axes or broadcasting to the shape.
  ///   - high: the bound that is not reached; `low` is drawn where arrays give an empty interval.
  ///   - dtype: an integer type; bounds beyond it stand for its ends.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``,
  ///   ``ArrayError/argument(operation:problem:)`` for bounds that are written as numbers and enclose none.
  public func integers(
    _ shape: [Int] = [], from low: NDArray = 0, to high: NDArray, dtype: DType = .int32
  ) throws -> NDArray {
    let shape = try self.shape(shape, of: [low, high], "integers")
    try check(shape, "integers")
    try checkInterval(low, high, "integers")
    guard dtype.isInteger else {
      throw ArrayError.dtype(operation: "integers", expected: "an integer dtype", found: dtype)
    }
    let bounds = [low, high].map(\.asWideLiteral)
    for bound in bounds where !bound.dtype.isInteger {
      throw ArrayError.dtype(operation: "integers", expected: "bounds of an integer dtype", found: bound.dtype)
    }
    return try RandomIntegers(shape: shape, dtype: dtype)(data, bounds[0], bounds[1])
  }
}

/// Two words of random bits modulo the span of the interval.
struct RandomIntegers: Operation {
  static let operationName = "integers"

  var shape: [Int]
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    guard dtype.byteCount >= 4 else { return [try small(operands)] }
    let exceeds = try operands[2].exceedsRange(of: dtype).broadcasted(to: shape)
    let low = try operands[1].clippedToRange(of: dtype).broadcasted(to: shape)
    let high = try operands[2].clippedToRange(of: dtype).broadcasted(to: shape)
    let unsigned = dtype.bits
    func number(_ value: Int) throws -> NDArray { try NDArray.full(shape, .integer(value), dtype: unsigned) }

    let isEmpty = try high.lessOrEqual(low)
    var span = try NDArray.where(isEmpty, number(1), (high - low).astype(unsigned))
    // The bound after the greatest number of the type cannot be written in it.
    span = try NDArray.where(exceeds.logicalAnd(isEmpty.logicalNot()), span + number(1), span)
    let keys = try SplitKeys(count: 2).apply([operands[0]])
    let bits = try keys.map { try RandomBits(shape: shape, dtype: unsigned)($0) }
    // 2^bits modulo the span, as the square of its half, folds the upper word into the lower.
    var multiplier = try Remainder()(number(1 << (unsigned.bitCount / 2)), span)
    multiplier = try Remainder()(multiplier * multiplier, span)
    let offset = try Remainder()(bits[0], span) * multiplier + Remainder()(bits[1], span)
    return [try low + Remainder()(offset, span).astype(dtype)]
  }

  /// Integers of fewer than 32 bits, drawn in 32, so that the modulus favours none.
  private func small(_ operands: [NDArray]) throws -> NDArray {
    let range = dtype.integerRange
    let bounds = try [(operands[1], 0), (operands[2], 1)].map { bound, more in
      try bound.clippedToRange(of: .int32)
        .maximum(NDArray(Int(range.lowerBound))).minimum(NDArray(Int(range.upperBound) + more))
    }
    return try RandomIntegers(shape: shape, dtype: .int32)(operands[0], bounds[0], bounds[1]).astype(dtype)
  }
}

extension NDArray {
  /// A number from Swift in 64 bits, which hold it whatever it is; another array as it is.
  fileprivate var asWideLiteral: NDArray {
    if case .literal(.integer(let value)) = storage, isWeaklyTyped {
      return NDArray(literal: .integer(value), dtype: .int64)
    }
    return self
  }

  /// Whether integers are greater than any of a type.
  fileprivate func exceedsRange(of dtype: DType) throws -> NDArray {
    let greatest = Swift.min(dtype.integerRange.upperBound, self.dtype.integerRange.upperBound)
    return try greater(NDArray(literal: .integer(Int(truncatingIfNeeded: greatest)), dtype: self.dtype))
  }

  /// Integers in another type, those beyond its range as its ends.
  fileprivate func clippedToRange(of dtype: DType) throws -> NDArray {
    let (own, range) = (self.dtype.integerRange, dtype.integerRange)
    var result = self
    if own.lowerBound < range.lowerBound {
      result = try result.maximum(NDArray(literal: .integer(Int(range.lowerBound)), dtype: self.dtype))
    }
    if own.upperBound > range.upperBound {
      let greatest = Literal.integer(Int(truncatingIfNeeded: range.upperBound))
      result = try result.minimum(NDArray(literal: greatest, dtype: self.dtype))
    }
    return try result.astype(dtype)
  }
}

extension DType {
  /// The integers of an integer type.
  fileprivate var integerRange: ClosedRange<Int128> {
    switch category {
    case .unsigned: 0...(Int128(1) << Int128(bitCount)) - 1
    default: -(Int128(1) << Int128(bitCount - 1))...(Int128(1) << Int128(bitCount - 1)) - 1
    }
  }
}
