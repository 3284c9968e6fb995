extension RandomKey {
  /// Numbers from the standard Gumbel distribution: −log(−log u) for uniform u.
  ///
  /// - Parameters:
  ///   - shape: the shape of the result for each key.
  ///   - dtype: a floating point type.
  ///   - precision: how finely the uniform numbers lie; more than `.low` reaches further into the lower tail.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func gumbel(
    _ shape: [Int] = [], dtype: DType = .float32, precision: RandomPrecision = .low
  ) throws -> NDArray {
    try checkFloating(shape, dtype, "gumbel")
    return try Gumbel(shape: shape, dtype: dtype, precision: precision)(data)
  }

  /// Indices drawn with the probabilities that logits give, by the Gumbel-max method.
  ///
  /// - Parameters:
  ///   - logits: unnormalized log probabilities.
  ///   - axis: the axis of the logits that the index runs over; the result lacks it.
  ///   - shape: the shape of the result: any axes, then those of the logits without the one; just these when absent.
  ///   - replacing: whether along the further axes of the shape an index may come more than once.
  ///   - precision: that of the Gumbel noise.
  /// - Returns: `int32` indices.
  /// - Throws: ``ArrayError/axisOutOfRange(operation:axis:rank:)``, ``ArrayError/dtype(operation:expected:found:)``,
  ///   ``ArrayError/shape(operation:expected:found:)`` for a shape that does not end as it must,
  ///   ``ArrayError/argument(operation:problem:)`` for more draws without replacement than there are indices.
  public func categorical(
    _ logits: NDArray, axis: Int = -1, shape: [Int]? = nil, replacing: Bool = true,
    precision: RandomPrecision = .low
  ) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: logits.rank, for: "categorical")
    try checkFloating(logits.shape, logits.dtype, "categorical")
    try logits.checkNotEmpty([place], for: "categorical")
    let rest = logits.shape.removing([place])
    let shape = shape ?? rest
    try check(shape, "categorical")
    guard shape.count >= rest.count, Array(shape.suffix(rest.count)) == rest else {
      throw ArrayError.shape(
        operation: "categorical", expected: "a shape that ends with \(rest), that of the logits without axis \(axis)",
        found: [shape])
    }
    let repeats = Array(shape.dropLast(rest.count))
    let draws = repeats.reduce(1, *)
    guard replacing || draws <= logits.shape[place] else {
      throw ArrayError.argument(
        operation: "categorical",
        problem: "\(draws) draws without replacement need as many categories, there are \(logits.shape[place])")
    }
    let operation = Categorical(axis: place, repeats: repeats, isReplacing: replacing, precision: precision)
    return try operation(data, logits)
  }
}

struct Gumbel: Operation {
  static let operationName = "gumbel"

  var shape: [Int]
  var dtype: DType
  var precision: RandomPrecision

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let key = RandomKey(words: operands[0])
    let tiny = NDArray(literal: .float(dtype.leastNormal), dtype: dtype)
    switch precision {
    case .low:
      return [try -(-key.uniform(shape, from: tiny, to: 1, dtype: dtype).log()).log()]
    case .highest where dtype == .float32:
      return [try finest(key)]
    case .high, .highest:
      let (coarse, fine) = try key.uniformPair(shape, dtype)
      // Above one half the addition would round up to one.
      let u = try NDArray.where(coarse.greaterOrEqual(0.5), coarse, coarse + dtype.mantissaStep * fine + tiny)
      return [try -(-(-u).log1p()).log()]
    }
  }

  /// −log(−log(1 − f)) for a fraction f of 64 random bits; above one half by way of 1 − f, which then is the finer.
  private func finest(_ key: RandomKey) throws -> NDArray {
    let words = try key.bits([2] + shape).split(into: 2).map { try $0.reshaped(to: shape) }
    func number(_ value: Int) -> NDArray { NDArray(literal: .integer(value), dtype: .uint32) }
    let (high, low) = (words[0], words[1])
    let isSmall = try high.less(number(1 << 31))
    // One less the fraction, in fixed point: all bits negated, plus one, with its carry.
    let negatedLow = try low.logicalNot()
    let carry = try negatedLow.equal(number(0xFFFF_FFFF)).astype(.uint32)
    let complement = try (high.logicalNot() + carry, negatedLow + number(1))
    let fraction = try Self.float(
      high: NDArray.where(isSmall, high, complement.0), low: NDArray.where(isSmall, low, complement.1))
    return try NDArray.where(isSmall, -(-(-fraction).log1p()).log(), -(-fraction.log()).log())
  }

  /// The `float32` next below a fixed-point fraction of 64 bits.
  private static func float(high: NDArray, low: NDArray) throws -> NDArray {
    func number(_ value: Int) -> NDArray { NDArray(literal: .integer(value), dtype: .uint32) }
    let (highZeros, lowZeros) = (try high.countLeadingZeros(), try low.countLeadingZeros())
    let isLow = try highZeros.equal(number(32))
    let rest = try NDArray.where(
      isLow, low.shiftedLeft(lowZeros), low.shiftedRightLogically(number(32) - highZeros))
    let bits = try high.shiftedLeft(highZeros).logicalOr(rest)
    let mantissa = try bits.shiftedRightLogically(number(8)).logicalAnd(number((1 << 23) - 1))
    let zeros = try NDArray.where(isLow, number(32) + lowZeros, highZeros)
    let exponent = try (number(126) - zeros).shiftedLeft(number(23)).logicalAnd(number((1 << 30) - (1 << 22)))
    return try exponent.logicalOr(mantissa).bitcast(to: .float32)
  }
}

struct Categorical: Operation {
  static let operationName = "categorical"

  var axis: Int
  var repeats: [Int]
  var isReplacing: Bool
  var precision: RandomPrecision

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let logits = operands[1]
    guard isReplacing else {
      let noise = try RandomKey(words: operands[0]).gumbel(logits.shape, dtype: logits.dtype, precision: precision)
      let order = try (logits + noise).movingAxis(axis, to: 0).topK(repeats.reduce(1, *), axis: 0).indices
      return [try order.reshaped(to: repeats + logits.shape.removing([axis]))]
    }
    let noise = try RandomKey(words: operands[0])
      .gumbel(repeats + logits.shape, dtype: logits.dtype, precision: precision)
    return [try (noise + logits).argmax(axis: repeats.count + axis)]
  }
}
