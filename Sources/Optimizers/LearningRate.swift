public import Arrays

/// How far to go at each step: a number, or a function of the number of steps made before.
public enum LearningRate: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// The same at every step.
  case constant(Double)
  /// A function of the steps made before, an `int32` array without axes, giving a number without axes.
  ///
  /// It may be traced, so that it must use operations on arrays rather than conditions on their values.
  case schedule(@Sendable (NDArray) throws -> NDArray)

  /// A rate that stays the same.
  public init(floatLiteral value: Double) { self = .constant(value) }
  /// A rate that stays the same.
  public init(integerLiteral value: Int) { self = .constant(Double(value)) }
}

extension LearningRate {
  /// A rate that goes from one value to another in a straight line over some steps, and stays there.
  ///
  /// Step t has `start + (end - start) * min(t / steps, 1)`; with no steps the rate is `end` from the beginning.
  public static func linear(from start: Double, to end: Double, over steps: Int) -> LearningRate {
    guard steps > 0 else { return .constant(end) }
    return .schedule { count in
      try progress(count, steps) * (end - start) + start
    }
  }

  /// A rate that falls along half a cosine over some steps to a fraction of its first value, and stays there.
  ///
  /// Step t has `start * ((1 - f) * (1 + cos(pi * min(t / steps, 1))) / 2 + f)` for the fraction f. Source:
  /// Loshchilov and Hutter, "SGDR", 2017, equation 5.
  public static func cosineDecay(from start: Double, over steps: Int, toFraction fraction: Double = 0) -> LearningRate {
    guard steps > 0 else { return .constant(start * fraction) }
    return .schedule { count in
      let cosine = try (progress(count, steps) * Double.pi).cos()
      return try ((cosine + 1) * (0.5 * (1 - fraction)) + fraction) * start
    }
  }

  /// A rate that rises from zero in a straight line over some steps and then follows another rate from its beginning.
  public static func warmup(over steps: Int, to peak: Double, then rest: LearningRate) -> LearningRate {
    guard steps > 0 else { return rest }
    return .schedule { count in
      let rising = try progress(count, steps) * peak
      let later = try rest.value(after: (count - steps).maximum(0))
      return try NDArray.where(count.less(NDArray(steps)), rising, later)
    }
  }

  /// The rate after some steps: `float32`, without axes.
  ///
  /// - Throws: what the schedule throws; `ArrayError.shape` when it gives more than a number.
  public func value(after count: NDArray) throws -> NDArray {
    switch self {
    case .constant(let rate):
      return try NDArray.full([], .float(rate), dtype: .float32)
    case .schedule(let schedule):
      let rate = try schedule(count)
      guard rate.rank == 0 else {
        throw ArrayError.shape(
          operation: "learning rate schedule", expected: "a number without axes", found: [rate.shape])
      }
      return rate
    }
  }

  /// How much of the given steps was made, from zero to one.
  private static func progress(_ count: NDArray, _ steps: Int) throws -> NDArray {
    try (count.astype(.float32) / Double(steps)).minimum(1)
  }
}
