/// log 2.
private let logarithmOfTwo = 0.693147180559945309417

/// 2ˣ = e^(x log 2).
struct ExponentialBase2: UnaryFunction {
  static let name = "exp2"

  func value(_ x: NDArray) throws -> NDArray { try (x * logarithmOfTwo).exp() }
}

/// log₂ x = log x / log 2.
struct LogarithmBase2: UnaryFunction {
  static let name = "log2"

  func value(_ x: NDArray) throws -> NDArray { try x.log() / logarithmOfTwo }
}

/// log₁₀ x = log x · (1 / log 10).
struct LogarithmBase10: UnaryFunction {
  static let name = "log10"

  func value(_ x: NDArray) throws -> NDArray { try x.log() * 0.434294481903251827651 }
}

/// log(x / (1 − x)), the inverse of the logistic function.
struct Logit: UnaryFunction {
  static let name = "logit"

  func value(_ x: NDArray) throws -> NDArray { try (x / (1 - x)).log() }
}

extension NDArray {
  /// Two to the power of each element.
  ///
  /// Integers are taken as `float32`.
  public func exp2() throws -> NDArray { try ExponentialBase2().floating(self) }

  /// The logarithm of each element to base two.
  ///
  /// Integers are taken as `float32`.
  public func log2() throws -> NDArray { try LogarithmBase2().floating(self) }

  /// The logarithm of each element to base ten.
  ///
  /// Integers are taken as `float32`.
  public func log10() throws -> NDArray { try LogarithmBase10().floating(self) }

  /// The logarithm of the odds of each probability, log(p / (1 − p)): the inverse of ``sigmoid()``.
  ///
  /// Integers are taken as `float32`.
  public func logit() throws -> NDArray { try Logit().floating(self) }
}
