/// Sums of geometric numbers where few successes are likely, rejection where many are.
///
/// Source: Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and Simulation 46
/// (1993), algorithm BTRS.
struct Binomial: Distribution {
  static let operationName = "binomial"

  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let given = parameters[1].dtype
    let computed: DType = given.isFloating ? given : .float32
    let trials = try parameters[0].astype(computed).broadcasted(to: shape)
    let probability = try parameters[1].astype(computed).broadcasted(to: shape)
    func full(_ number: Double) throws -> NDArray { try NDArray.full(shape, .float(number), dtype: computed) }

    // Failures are counted where they are the rarer.
    let isRare = try probability.less(0.5)
    let rarer = try NDArray.where(isRare, probability, 1 - probability)
    let isNoCount = try trials.isNaN().logicalOr(trials.less(0))
    let isNoProbability = try rarer.isNaN().logicalOr(rarer.less(0))
    let q = try NDArray.where(isNoProbability, full(0.01), rarer)
    let isFew = try isNoCount.logicalOr((trials * q).lessOrEqual(10))
    let count = try trials.floor()
    let few = try summed(key, NDArray.where(isFew, count, full(0)), q)
    let many = try accepted(
      key, NDArray.where(isFew, full(1e4), count), NDArray.where(isFew, full(0.5), q))
    let isInvalid = try isNoProbability.logicalOr(isNoCount)
    var draws = try NDArray.where(isFew, few, many)
    draws = try NDArray.where(isInvalid, NDArray.full(shape, .float(.nan), dtype: dtype), draws)
    let isEndless = try trials.isInfinite().logicalAnd(isInvalid.logicalNot())
    draws = try NDArray.where(isEndless, NDArray.full(shape, .float(.infinity), dtype: dtype), draws)
    let isAsCounted = try isRare.logicalOr(isNoCount).logicalOr(rarer.isNaN()).logicalOr(trials.isInfinite())
    return try NDArray.where(isAsCounted, draws, count.astype(dtype) - draws)
  }

  /// How many waiting times for a success fit into the trials.
  private func summed(_ key: RandomKey, _ trials: NDArray, _ probability: NDArray) throws -> NDArray {
    let failure = try (-probability).log1p()
    let zero = try NDArray.full(shape, 0, dtype: trials.dtype)
    let final = try whileLoop([key.data, zero, zero]) { state in
      try state[2].lessOrEqual(trials).any()
    } _: { state in
      let keys = try RandomKey(words: state[0]).split()
      let count = try NDArray.where(state[2].lessOrEqual(trials), state[1] + 1, state[1])
      let wait = try (keys[0].uniform(shape, dtype: trials.dtype).log() / failure).ceil()
      return [keys[1].data, count, try state[2] + wait]
    }
    return try (final[1] - 1).astype(dtype)
  }

  private func accepted(_ key: RandomKey, _ trials: NDArray, _ probability: NDArray) throws -> NDArray {
    let deviation = try (trials * probability * (1 - probability)).sqrt()
    let b = try 1.15 + 2.53 * deviation
    let a = try -0.0873 + 0.0248 * b + 0.01 * probability
    let center = try trials * probability + 0.5
    let squeeze = try 0.92 - 4.2 / b
    let odds = try probability / (1 - probability)
    let alpha = try (2.83 + 5.1 / b) * deviation
    let mode = try ((trials + 1) * probability).floor()
    let computed = trials.dtype
    let start = try NDArray.full(shape, -1, dtype: computed)
    let final = try whileLoop([key.data, start, NDArray.full(shape, false)]) { state in
      try state[2].all().logicalNot()
    } _: { state in
      let keys = try RandomKey(words: state[0]).split(into: 3)
      let u = try keys[1].uniform(shape, dtype: computed) - 0.5
      let v = try keys[2].uniform(shape, dtype: computed)
      let distance = try 0.5 - u.abs()
      let isInside = try distance.greaterOrEqual(0.07).logicalAnd(v.lessOrEqual(squeeze))
      let k = try ((2 * a / distance + b) * u + center).floor()
      let isOutside = try k.less(0).logicalOr(k.greater(trials))
      let height = try (v * alpha / (a / (distance * distance) + b)).log()
      let toMode = try (mode + 0.5) * ((mode + 1) / (odds * (trials - mode + 1))).log()
      let between = try (trials + 1) * ((trials - mode + 1) / (trials - k + 1)).log()
      let toDraw = try (k + 0.5) * (odds * (trials - k + 1) / (k + 1)).log()
      let bound = try toMode + between + toDraw + tail(mode) + tail(trials - mode) - tail(k) - tail(trials - k)
      let isAccepted = try isInside.logicalOr(isOutside.logicalNot().logicalAnd(height.lessOrEqual(bound)))
      return [keys[0].data, try NDArray.where(isAccepted, k, state[1]), try state[2].logicalOr(isAccepted)]
    }
    return try final[1].astype(dtype)
  }

  /// What Stirling's formula lacks of log k!, for k = 0 to 9.
  private static let tails = [
    0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
    0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287,
  ]

  /// What Stirling's formula lacks of log k!: from the table, or from the next terms of the series.
  private func tail(_ k: NDArray) throws -> NDArray {
    let bounded = try k.clipped(from: 0, to: 9)
    let square = try (bounded + 1) * (bounded + 1)
    let series = try (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (bounded + 1)
    var result = series
    let place = try bounded.floor()
    for (number, value) in Self.tails.enumerated() {
      let isHere = try place.equal(NDArray(number)).logicalAnd(k.lessOrEqual(9))
      result = try NDArray.where(isHere, NDArray(literal: .float(value), dtype: k.dtype), result)
    }
    return result
  }
}
