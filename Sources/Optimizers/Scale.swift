public import Arrays

/// Updates times a number.
public struct Scale: GradientTransformation {
  /// The number.
  public let factor: Double

  /// None.
  public var momentCount: Int { 0 }

  /// Each gradient times the number.
  public func updates(
    for gradients: [NDArray], _ moments: inout [[NDArray]], at step: OptimizerStep
  ) throws -> [NDArray] {
    try gradients.map { try $0 * factor }
  }
}

/// Updates times a number: `scale(-0.1)` is plain gradient descent.
public func scale(_ factor: Double) -> Scale { Scale(factor: factor) }

/// Updates times a learning rate, and with the sign turned: downhill.
public struct ScaleByLearningRate: GradientTransformation {
  /// The rate.
  public let learningRate: LearningRate

  /// None.
  public var momentCount: Int { 0 }

  /// Each gradient times the rate at this step, negative, in the gradient's dtype.
  public func updates(
    for gradients: [NDArray], _ moments: inout [[NDArray]], at step: OptimizerStep
  ) throws -> [NDArray] {
    if case .constant(let rate) = learningRate { return try gradients.map { try $0 * -rate } }
    let rate = try -learningRate.value(after: step.count)
    return try gradients.map { try rate.astype($0.dtype) * $0 }
  }
}

/// Updates times a learning rate, and with the sign turned: downhill.
public func scale(byLearningRate learningRate: LearningRate) -> ScaleByLearningRate {
  ScaleByLearningRate(learningRate: learningRate)
}
