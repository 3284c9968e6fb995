/// max(x, 0), with derivative 0 at 0.
///
/// Source of this and the other activations: `jax.nn`.
struct ReLU: UnaryFunction {
  static let name = "relu"

  // Not the maximum, whose derivative at a tie is one half; NaN stays because it is not at most zero.
  func value(_ x: NDArray) throws -> NDArray {
    let zero = try NDArray.full(x.shape, 0, dtype: x.dtype)
    return try NDArray.where(x.lessOrEqual(zero), zero, x)
  }
}

/// min(max(x, 0), 6).
struct ReLU6: UnaryFunction {
  static let name = "relu6"

  func value(_ x: NDArray) throws -> NDArray { try x.maximum(NDArray(0)).minimum(NDArray(6)) }
}

/// x where x ≥ 0, slope · x elsewhere.
struct LeakyReLU: UnaryFunction {
  static let name = "leakyRelu"

  var slope: Double

  func value(_ x: NDArray) throws -> NDArray { try NDArray.where(x.greaterOrEqual(NDArray(0)), x, x * slope) }
}

/// x where x > 0, alpha (eˣ − 1) elsewhere, all times a scale.
struct ELU: UnaryFunction {
  static let name = "elu"

  var alpha: Double
  var scale: Double

  func value(_ x: NDArray) throws -> NDArray {
    let isPositive = try x.greater(NDArray(0))
    // The exponential of a large x would overflow, and spoil the derivative, though it is not chosen.
    let safe = try NDArray.where(isPositive, NDArray(0), x)
    let result = try NDArray.where(isPositive, x, safe.expm1() * alpha)
    return scale == 1 ? result : try result * scale
  }
}

/// max(x, 0) + alpha (e^(min(x, 0) / alpha) − 1).
struct CELU: UnaryFunction {
  static let name = "celu"

  var alpha: Double

  func value(_ x: NDArray) throws -> NDArray {
    try x.maximum(NDArray(0)) + (x.minimum(NDArray(0)) / alpha).expm1() * alpha
  }
}

/// x Φ(x) for the standard normal distribution Φ, or its approximation by tanh.
struct GELU: UnaryFunction {
  static let name = "gelu"

  var isApproximate: Bool

  func value(_ x: NDArray) throws -> NDArray {
    guard isApproximate else { return try 0.5 * x * (-x * 0.5.squareRoot()).erfc() }
    let inner = try (x + 0.044715 * (x * x * x)) * (2 / Double.pi).squareRoot()
    return try x * (0.5 * (1 + inner.tanh()))
  }
}

/// x / (1 + e⁻ˣ).
struct SiLU: UnaryFunction {
  static let name = "silu"

  func value(_ x: NDArray) throws -> NDArray { try x * x.sigmoid() }
}

/// log(1 + eˣ).
struct Softplus: UnaryFunction {
  static let name = "softplus"

  func value(_ x: NDArray) throws -> NDArray { try x.logAddExp(NDArray(0)) }
}

/// x / (|x| + 1).
struct SoftSign: UnaryFunction {
  static let name = "softSign"

  func value(_ x: NDArray) throws -> NDArray { try x / (x.abs() + 1) }
}

/// −log(1 + e⁻ˣ).
struct LogSigmoid: UnaryFunction {
  static let name = "logSigmoid"

  func value(_ x: NDArray) throws -> NDArray { try -Softplus().value(-x) }
}

/// x limited to −1...1.
struct HardTanh: UnaryFunction {
  static let name = "hardTanh"

  func value(_ x: NDArray) throws -> NDArray {
    try NDArray.where(
      x.greater(NDArray(1)), NDArray(1), NDArray.where(x.less(NDArray(-1)), NDArray(-1), x))
  }
}

/// relu6(x + 3) / 6.
struct HardSigmoid: UnaryFunction {
  static let name = "hardSigmoid"

  func value(_ x: NDArray) throws -> NDArray { try ReLU6().value(x + 3) / 6 }
}

/// x tanh(log(1 + eˣ)).
struct Mish: UnaryFunction {
  static let name = "mish"

  func value(_ x: NDArray) throws -> NDArray { try x * Softplus().value(x).tanh() }
}

/// x relu6(x + 3) / 6.
struct HardSiLU: UnaryFunction {
  static let name = "hardSilu"

  func value(_ x: NDArray) throws -> NDArray { try x * HardSigmoid().value(x) }
}

/// (x + √(x² + b)) / 2.
struct Squareplus: UnaryFunction {
  static let name = "squareplus"

  var curvature: Double

  func value(_ x: NDArray) throws -> NDArray { try (x + (x * x + curvature).sqrt()) * 0.5 }
}

/// One half of the elements along an axis times the sigmoid of the other half.
struct GatedLinearUnit: UnaryFunction {
  static let name = "glu"

  var axis: Int

  func value(_ x: NDArray) throws -> NDArray {
    let halves = try x.split(into: 2, axis: axis)
    return try halves[0] * halves[1].sigmoid()
  }
}
