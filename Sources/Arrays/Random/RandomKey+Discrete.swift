extension RandomKey {
  /// Truth values, true with the given probability.
  ///
  /// - Parameters:
  ///   - probability: broadcasts to the shape; its dtype is that of the comparison.
  ///   - shape: the shape of the result, that of the probability when absent.
  ///   - precision: how finely the uniform numbers lie that are compared; `.highest` is `.high` here.
  /// - Throws: ``ArrayError/shape(operation:expected:found:)``, ``ArrayError/argument(operation:problem:)`` for a
  ///   probability that is written as a number and out of range.
  public func bernoulli(
    _ probability: NDArray = 0.5, shape: [Int]? = nil, precision: RandomPrecision = .low
  ) throws -> NDArray {
    let shape = try self.shape(shape, of: [probability], "bernoulli")
    try check(shape, "bernoulli")
    try checkProbability(probability, "bernoulli")
    let dtype = probability.dtype.isFloating ? probability.dtype : .float32
    return try Bernoulli(shape: shape, dtype: dtype, isFine: precision != .low)(data, probability.spelled(in: dtype))
  }

  /// Numbers −1 and 1, each with probability ½.
  ///
  /// - Parameters:
  ///   - shape: the shape of the result for each key.
  ///   - dtype: a signed integer or a floating point type.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func rademacher(_ shape: [Int] = [], dtype: DType = .int32) throws -> NDArray {
    try check(shape, "rademacher")
    guard dtype.category == .signed || dtype.isFloating else {
      throw ArrayError.dtype(
        operation: "rademacher", expected: "a signed integer or floating point dtype", found: dtype)
    }
    return try Rademacher(shape: shape, dtype: dtype)(data)
  }

  /// Numbers of trials up to the first success, at least 1.
  ///
  /// - Parameters:
  ///   - probability: of a success at each trial; broadcasts to the shape. Its dtype is that of the computation.
  ///   - shape: the shape of the result, that of the probability when absent.
  ///   - dtype: an integer type.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``,
  ///   ``ArrayError/argument(operation:problem:)`` for a probability that is written as a number and out of range.
  public func geometric(_ probability: NDArray, shape: [Int]? = nil, dtype: DType = .int32) throws -> NDArray {
    let shape = try self.shape(shape, of: [probability], "geometric")
    try check(shape, "geometric")
    try checkProbability(probability, "geometric")
    guard dtype.isInteger else {
      throw ArrayError.dtype(operation: "geometric", expected: "an integer dtype", found: dtype)
    }
    return try Geometric(shape: shape, dtype: dtype)(data, probability)
  }
}

/// How finely the uniform numbers lie that a draw is made from: more steps near zero make rare draws possible.
public enum RandomPrecision: Hashable, Sendable {
  /// As many steps as the mantissa has.
  case low
  /// The square of that number near zero, from twice the random bits.
  case high
  /// All numbers of the type, for `float32`; as `.high` for others.
  case highest
}

/// Whether a uniform number is less than the probability.
struct Bernoulli: Operation {
  static let operationName = "bernoulli"

  var shape: [Int]
  var dtype: DType
  var isFine: Bool

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let key = RandomKey(words: operands[0])
    let probability = try operands[1].astype(dtype)
    guard isFine else { return [try key.uniform(shape, dtype: dtype).less(probability)] }
    let (coarse, fine) = try key.uniformPair(shape, dtype)
    return [try (fine * dtype.mantissaStep).less(probability - coarse)]
  }
}

extension RandomKey {
  /// Two uniform numbers for each place.
  func uniformPair(_ shape: [Int], _ dtype: DType) throws -> (NDArray, NDArray) {
    let both = try uniform([2] + shape, dtype: dtype).split(into: 2).map { try $0.reshaped(to: shape) }
    return (both[0], both[1])
  }
}

struct Rademacher: Distribution {
  static let operationName = "rademacher"

  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    // JAX draws in its default float, which has 64 bits where the result can have them.
    let half = NDArray(literal: .float(0.5), dtype: dtype.bitCount == 64 ? .float64 : .float32)
    return try key.bernoulli(half, shape: shape).astype(dtype) * 2 - 1
  }
}

/// 1 + ⌊log u / log(1 − p)⌋.
struct Geometric: Distribution {
  static let operationName = "geometric"

  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let given = parameters[0].dtype
    let probability = try parameters[0].astype(given.isFloating ? given : .float32)
    let u = try key.uniform(shape, dtype: probability.dtype)
    // A u of 0 would need trials without end.
    let trials = try NDArray.where(u.equal(0), 1, u).log() / (-probability).log1p()
    return try (trials.floor() + 1).astype(dtype)
  }
}
