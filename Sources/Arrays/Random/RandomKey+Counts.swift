extension RandomKey {
  /// Numbers from the Poisson distribution: how often something happens that happens at a given rate.
  ///
  /// - Parameters:
  ///   - rate: the mean, not negative; broadcasts to the shape. The computation is in `float32`.
  ///   - shape: the shape of the result, that of the parameter when absent.
  ///   - dtype: an integer type.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``,
  ///   ``ArrayError/argument(operation:problem:)`` for a rate that is written as a number and negative.
  public func poisson(_ rate: NDArray, shape: [Int]? = nil, dtype: DType = .int32) throws -> NDArray {
    let shape = try self.shape(shape, of: [rate], "poisson")
    try check(shape, "poisson")
    if let number = rate.writtenNumber, !(number >= 0) {
      throw ArrayError.argument(operation: "poisson", problem: "the rate must not be negative, found \(number)")
    }
    guard dtype.isInteger else {
      throw ArrayError.dtype(operation: "poisson", expected: "an integer dtype", found: dtype)
    }
    return try Poisson(shape: shape, dtype: dtype)(data, rate)
  }

  /// Numbers from the binomial distribution: how many of some trials succeed.
  ///
  /// - Parameters:
  ///   - trials: how many trials; broadcast to the shape. Negative numbers and NaN give NaN.
  ///   - probability: of a success at each; broadcasts to the shape. Its dtype is that of the computation.
  ///   - shape: the shape of the result, that of the parameters when absent.
  ///   - dtype: a floating point type.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``,
  ///   ``ArrayError/argument(operation:problem:)`` for a probability that is written as a number and out of range.
  public func binomial(
    _ trials: NDArray, _ probability: NDArray, shape: [Int]? = nil, dtype: DType = .float32
  ) throws -> NDArray {
    let shape = try self.shape(shape, of: [trials, probability], "binomial")
    try checkFloating(shape, dtype, "binomial")
    try checkProbability(probability, "binomial")
    return try Binomial(shape: shape, dtype: dtype)(data, trials, probability)
  }
}

/// Products of uniform numbers for small rates, rejection for large ones.
///
/// Source: Knuth, "The Art of Computer Programming", volume 2, section 3.4.1; Hörmann, "The transformed rejection method
/// for generating Poisson random variables", Insurance: Mathematics and Economics 12 (1993).
struct Poisson: Distribution {
  static let operationName = "poisson"

  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let rate = try parameters[0].astype(.float32).broadcasted(to: shape)
    let isSmall = try rate.isNaN().logicalOr(rate.less(10))
    let small = try counted(key, NDArray.where(isSmall, rate, full(0)))
    let large = try accepted(key, NDArray.where(isSmall, full(1e5), rate))
    let zero = try NDArray.full(shape, 0, dtype: dtype)
    return try NDArray.where(rate.equal(0), zero, NDArray.where(isSmall, small, large))
  }

  private func full(_ number: Double) throws -> NDArray { try NDArray.full(shape, .float(number), dtype: .float32) }

  /// How many uniform numbers can be multiplied until the product falls below e^−rate.
  private func counted(_ key: RandomKey, _ rate: NDArray) throws -> NDArray {
    let initial = [key.data, try NDArray.full(shape, 0, dtype: dtype), try full(0)]
    let final = try whileLoop(initial) { state in
      try state[2].greater(-rate).any()
    } _: { state in
      let keys = try RandomKey(words: state[0]).split()
      let count = try NDArray.where(state[2].greater(-rate), state[1] + 1, state[1])
      return [keys[0].data, count, try state[2] + keys[1].uniform(shape).log()]
    }
    return try final[1] - 1
  }

  private func accepted(_ key: RandomKey, _ rate: NDArray) throws -> NDArray {
    let logarithm = try rate.log()
    let b = try 0.931 + 2.53 * rate.sqrt()
    let a = try -0.059 + 0.02483 * b
    let inverse = try 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = try 0.9277 - 3.6224 / (b - 2)
    let initial = [key.data, try full(-1), try NDArray.full(shape, false)]
    let final = try whileLoop(initial) { state in
      try state[2].all().logicalNot()
    } _: { state in
      let keys = try RandomKey(words: state[0]).split(into: 3)
      let u = try keys[1].uniform(shape) - 0.5
      let v = try keys[2].uniform(shape)
      let distance = try 0.5 - u.abs()
      let count = try ((2 * a / distance + b) * u + rate + 0.43).floor()
      let s = try (v * inverse / (a / (distance * distance) + b)).log()
      let t = try -rate + count * logarithm - (count + 1).lgamma()
      let isInside = try distance.greaterOrEqual(0.07).logicalAnd(v.lessOrEqual(squeeze))
      let isTail = try distance.less(0.013).logicalAnd(v.greater(distance))
      let isOutside = try count.less(0).logicalOr(isTail)
      let isAccepted = try isInside.logicalOr(isOutside.logicalNot().logicalAnd(s.lessOrEqual(t)))
      return [keys[0].data, try NDArray.where(isAccepted, count, state[1]), try state[2].logicalOr(isAccepted)]
    }
    return try final[1].astype(dtype)
  }
}
