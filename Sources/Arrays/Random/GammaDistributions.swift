internal import Trees

/// Numbers from the gamma distribution by rejection, each with a key of its own.
///
/// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM Transactions on Mathematical
/// Software 26 (2000).
private struct GammaSampler {
  var dtype: DType
  var isLogarithmic: Bool

  /// One number for each concentration.
  func callAsFunction(_ key: RandomKey, _ concentrations: NDArray) throws -> NDArray {
    guard concentrations.count > 0 else { return concentrations }
    let draws = customJVP { (operands: [NDArray]) in
      try draw(operands)
    } derivative: { operands, changes in
      let sample = try draw(operands)
      return (sample, try slope(of: sample, operands[1]) * changes[1])
    }
    return try draws([key.data, concentrations.flattened()]).reshaped(to: concentrations.shape)
  }

  /// One number for each of a list of concentrations.
  private func draw(_ operands: [NDArray]) throws -> NDArray {
    // Along the draws that happen to be accepted the derivative would be that of no distribution.
    let concentrations = try NoDerivative(operation: "gamma")(operands[1])
    let each = vmap { (key: RandomKey, concentration: NDArray) in try one(key, concentration) }
    return try each(RandomKey(words: operands[0]).split([concentrations.count]), concentrations)
  }

  /// How a number grows with its concentration when it stays at the same place in the distribution.
  ///
  /// Source: Figurnov, Mohamed and Mnih, "Implicit reparameterization gradients", NeurIPS 2018.
  private func slope(of sample: NDArray, _ concentrations: NDArray) throws -> NDArray {
    let slope = IncompleteGammaSlope(isOfQuantile: true)
    guard isLogarithmic else { return try slope(concentrations, sample) }
    // Where the number itself is too small to write down, the least one stands for it.
    let number = try sample.exp().maximum(NDArray(literal: .float(dtype.leastNormal), dtype: dtype))
    return try slope(concentrations, number) / number
  }

  private func number(_ value: Double) -> NDArray { NDArray(literal: .float(value), dtype: dtype) }

  private func one(_ key: RandomKey, _ concentration: NDArray) throws -> NDArray {
    // Below one, a number of a concentration greater by one is scaled down by a power of a uniform number.
    let isPlain = try concentration.greaterOrEqual(number(1))
    let shifted = try NDArray.where(isPlain, concentration, concentration + number(1))
    let d = try shifted - number(1.0 / 3)
    let c = try number(1.0 / 3) / d.sqrt()
    let keys = try key.split()
    let cube = try accepted(keys[0], c: c, d: d)
    if isLogarithmic {
      let sample = try -keys[1].exponential(dtype: dtype)
      let isUnscaled = try isPlain.logicalOr(sample.equal(number(0)))
      let scale = try NDArray.where(isUnscaled, number(0), sample * (number(1) / concentration))
      return try d.log() + cube.log() + scale
    }
    let sample = try number(1) - keys[1].uniform(dtype: dtype)
    return try d * cube * NDArray.where(isPlain, number(1), sample.power(number(1) / concentration))
  }

  /// The cube of 1 + c x for normal x, drawn until a uniform number accepts it.
  private func accepted(_ key: RandomKey, c: NDArray, d: NDArray) throws -> NDArray {
    let initial = [key.data, number(0), number(1), number(2)]
    let final = try whileLoop(initial) { state in
      let (square, cube, uniform) = (state[1], state[2], state[3])
      let isOutside = try uniform.greaterOrEqual(number(1) - number(0.0331) * (square * square))
      let bound = try square * number(0.5) + d * (number(1) - cube + cube.log())
      return try isOutside.logicalAnd(uniform.log().greaterOrEqual(bound))
    } _: { state in
      let keys = try RandomKey(words: state[0]).split(into: 3)
      let inner = try whileLoop([keys[1].data, number(0), number(-1)]) { state in
        try state[2].lessOrEqual(number(0))
      } _: { state in
        let keys = try RandomKey(words: state[0]).split()
        let x = try keys[1].normal(dtype: dtype)
        return [keys[0].data, x, try number(1) + x * c]
      }
      let (x, v) = (inner[1], inner[2])
      return [keys[0].data, try x * x, try v * v * v, try keys[2].uniform(dtype: dtype)]
    }
    return final[2]
  }
}

struct Gamma: ContinuousDistribution {
  static let operationName = "gamma"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try GammaSampler(dtype: dtype, isLogarithmic: false)(key, parameters[0])
  }
}

struct LogarithmicGamma: ContinuousDistribution {
  static let operationName = "logGamma"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try GammaSampler(dtype: dtype, isLogarithmic: true)(key, parameters[0])
  }
}

/// x / (x + y) for x and y from gamma distributions, by their logarithms.
struct Beta: ContinuousDistribution {
  static let operationName = "beta"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let keys = try key.split()
    let logarithms = try zip(keys, parameters).map { try $0.logGamma($1, shape: shape, dtype: dtype) }
    let greater = try logarithms[0].maximum(logarithms[1])
    let (x, y) = (try (logarithms[0] - greater).exp(), try (logarithms[1] - greater).exp())
    return try x / (x + y)
  }
}

/// Twice a number from the gamma distribution of half the degrees of freedom.
struct ChiSquare: ContinuousDistribution {
  static let operationName = "chiSquare"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try key.logGamma(parameters[0] / 2, shape: shape, dtype: dtype).exp() * 2
  }
}

/// A normal number over the root of a chi-square one divided by its degrees of freedom.
struct StudentT: ContinuousDistribution {
  static let operationName = "studentT"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let keys = try key.split()
    let half = try parameters[0] / 2
    let normal = try keys[0].normal(shape, dtype: dtype)
    return try normal * (half / keys[1].gamma(half, shape: shape, dtype: dtype)).sqrt()
  }
}

struct FisherF: ContinuousDistribution {
  static let operationName = "f"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let keys = try key.split()
    let above = try keys[1].chiSquare(parameters[0], shape: shape, dtype: dtype) / parameters[0]
    let below = try keys[0].chiSquare(parameters[1], shape: shape, dtype: dtype) / parameters[1]
    return try above / below
  }
}

/// Numbers from gamma distributions over their sum, by their logarithms.
struct Dirichlet: ContinuousDistribution {
  static let operationName = "dirichlet"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try key.logGamma(parameters[0], shape: shape, dtype: dtype).softmax()
  }
}

/// A power of a number from a gamma distribution, with a random sign.
struct GeneralizedNormal: Operation {
  static let operationName = "generalizedNormal"

  var power: Double
  var shape: [Int]
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let keys = try RandomKey(words: operands[0]).split()
    let inverse = NDArray(literal: .float(1 / power), dtype: dtype)
    let sizes = try keys[0].gamma(inverse, shape: shape, dtype: dtype)
    return [try keys[1].rademacher(shape, dtype: dtype) * sizes.power(inverse)]
  }
}

/// Source: Barthe, Guédon, Mendelson and Naor, "A probabilistic approach to the geometry of the ℓp-ball", The Annals of
/// Probability 33 (2005).
struct Ball: Operation {
  static let operationName = "ball"

  var dimensions: Int
  var power: Double
  var shape: [Int]
  var dtype: DType

  func trace(_ operands: [NDArray]) throws -> [NDArray] {
    let keys = try RandomKey(words: operands[0]).split()
    let point = try keys[0].generalizedNormal(power, shape + [dimensions], dtype: dtype)
    let sum = try point.abs().power(NDArray(power)).sum([-1]) + keys[1].exponential(shape, dtype: dtype)
    return [try point / sum.power(NDArray(1 / power)).expanded(at: -1)]
  }
}
