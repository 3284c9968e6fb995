internal import Trees

/// Binomial numbers of one outcome after the other, each among the trials and the probability that are left.
struct Multinomial: Distribution {
  static let operationName = "multinomial"

  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let computed = parameters[0].dtype.promoted(with: parameters[1].dtype).averaging
    let trials = try parameters[0].astype(computed).broadcasted(to: shape)
    let count = parameters[1].shape[parameters[1].rank - 1]
    let probabilities = try parameters[1].astype(computed).broadcasted(to: shape + [count]).movingAxis(-1, to: 0)
    guard count > 0 else { return try NDArray.full(shape + [0], 0, dtype: dtype) }
    let left = try probabilities.cumulativeSum(axis: 0, reversed: true)
    let parts = try probabilities / NDArray.where(left.equal(0), 1, left)
    let keys = try key.split([count]).data
    let (_, counts) = try scan(trials, over: [parts, keys]) { left, item in
      let part = try item[0].clipped(from: 0, to: 1)
      let drawn = try RandomKey(words: item[1]).binomial(left, part, dtype: computed)
      return (try left - drawn, drawn)
    }
    return try counts.movingAxis(0, to: -1).astype(dtype)
  }
}

extension RandomKey {
  /// Numbers from the multinomial distribution: how often each outcome comes up in some trials.
  ///
  /// - Parameters:
  ///   - trials: how many trials; broadcast to the shape.
  ///   - probabilities: of the outcomes, on the last axis; the others broadcast to the shape.
  ///   - shape: how many lists of numbers; the axes of the parameters but that of the outcomes when absent.
  ///   - dtype: a floating point or integer type.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` for probabilities without axes,
  ///   ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func multinomial(
    _ trials: NDArray, _ probabilities: NDArray, shape: [Int]? = nil, dtype: DType = .float32
  ) throws -> NDArray {
    let operation = Multinomial.operationName
    guard probabilities.rank >= 1 else {
      throw ArrayError.rank(operation: operation, expected: "probabilities with an axis of outcomes", found: 0)
    }
    for parameter in [trials, probabilities] where parameter.dtype.isComplex {
      throw ArrayError.dtype(operation: operation, expected: "numbers that are not complex", found: parameter.dtype)
    }
    guard dtype.isFloating || dtype.isInteger else {
      throw ArrayError.dtype(operation: operation, expected: "a floating point or integer dtype", found: dtype)
    }
    let outer = [trials.shape, Array(probabilities.shape.dropLast())]
    let shape = try self.shape(shape, ofParameters: outer, operation)
    try check(shape, operation)
    return try Multinomial(shape: shape, dtype: dtype)(data, trials, probabilities)
  }
}
