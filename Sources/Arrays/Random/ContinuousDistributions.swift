/// The inverse of each half of the distribution function at u uniform over (−1, 1), its sign choosing the half.
struct Laplace: ContinuousDistribution {
  static let operationName = "laplace"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    // The number next to −1 towards zero.
    let low = NDArray(literal: .float(dtype.mantissaStep / 2 - 1), dtype: dtype)
    let u = try key.uniform(shape, from: low, to: 1, dtype: dtype)
    return try u.sign() * (-u.abs()).log1p()
  }
}

/// tan π(u − ½).
struct Cauchy: ContinuousDistribution {
  static let operationName = "cauchy"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let low = NDArray(literal: .float(dtype.mantissaStep), dtype: dtype)
    let u = try key.uniform(shape, from: low, to: 1, dtype: dtype)
    return try (Double.pi * (u - 0.5)).tan()
  }
}

/// log u − log(1 − u).
struct StandardLogistic: ContinuousDistribution {
  static let operationName = "logistic"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let low = NDArray(literal: .float(dtype.leastNormal), dtype: dtype)
    let u = try key.uniform(shape, from: low, to: 1, dtype: dtype)
    return try u.log() - (-u).log1p()
  }
}

/// −log(1 − u).
struct StandardExponential: ContinuousDistribution {
  static let operationName = "exponential"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try -(-key.uniform(shape, dtype: dtype)).log1p()
  }
}

/// e^(y / b) for y exponential.
struct Pareto: ContinuousDistribution {
  static let operationName = "pareto"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try (key.exponential(shape, dtype: dtype) / parameters[0]).exp()
  }
}

/// s √(−2 log u).
struct Rayleigh: ContinuousDistribution {
  static let operationName = "rayleigh"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try parameters[0] * (key.uniform(shape, dtype: dtype).log() * -2).sqrt()
  }
}

/// s y^(1/c) for y exponential.
struct WeibullMin: ContinuousDistribution {
  static let operationName = "weibullMin"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try key.exponential(shape, dtype: dtype).power(1 / parameters[1]) * parameters[0]
  }
}

/// The inverses of the rising and of the falling part of the distribution function.
struct Triangular: ContinuousDistribution {
  static let operationName = "triangular"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let (left, mode, right) = (parameters[0], parameters[1], parameters[2])
    let u = try key.uniform(shape, dtype: dtype)
    let rising = try left + (u * (right - left) * (mode - left)).sqrt()
    let falling = try right - ((1 - u) * (right - left) * (right - mode)).sqrt()
    return try NDArray.where(u.less((mode - left) / (right - left)), rising, falling)
  }
}

/// One root of the equation that relates the distribution to the square of a normal number, or the other.
///
/// Source: Michael, Schucany and Haas, "Generating random variates using transformations with multiple roots",
/// The American Statistician 30 (1976).
struct Wald: ContinuousDistribution {
  static let operationName = "wald"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let mean = parameters[0]
    let keys = try key.split()
    let y = try keys[0].normal(shape, dtype: dtype).squared()
    let u = try keys[1].uniform(shape, dtype: dtype)
    let square = try mean.squared()
    let root = try (4 * mean * y + square * y.squared()).sqrt()
    let x = try mean + square * y / 2 - mean / 2 * root
    return try NDArray.where(u.lessOrEqual(mean / (mean + x)), x, square / x)
  }
}

/// The length of a vector of three normal numbers.
struct Maxwell: ContinuousDistribution {
  static let operationName = "maxwell"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try key.normal(shape + [3], dtype: dtype).norm(axes: [-1])
  }
}

/// Maxwell's distribution with random signs.
struct DoubleSidedMaxwell: ContinuousDistribution {
  static let operationName = "doubleSidedMaxwell"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    let keys = try key.split()
    let length = try keys[0].maxwell(shape, dtype: dtype)
    return try keys[1].rademacher(shape, dtype: dtype) * length * parameters[1] + parameters[0]
  }
}

/// e^(σ z) for z normal.
struct LogNormal: ContinuousDistribution {
  static let operationName = "logNormal"
  var shape: [Int]
  var dtype: DType

  func draw(_ key: RandomKey, _ parameters: [NDArray]) throws -> NDArray {
    try (key.normal(shape, dtype: dtype) * parameters[0]).exp()
  }
}
