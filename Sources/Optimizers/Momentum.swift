public import Arrays

/// A decaying sum of past gradients in place of the gradient.
///
/// m' = g + decay * m; the update is m', or g + decay * m' in Nesterov's variant.
public struct Momentum: GradientTransformation {
  /// How much of the sum is left at the next step.
  public let decay: Double
  /// Whether to look ahead by one more step of the decay.
  public let isNesterov: Bool

  /// One: the sum.
  public var momentCount: Int { 1 }

  /// The sums with the gradients added.
  public func updates(
    for gradients: [NDArray], _ moments: inout [[NDArray]], at step: OptimizerStep
  ) throws -> [NDArray] {
    let sums = try zip(gradients, moments[0]).map { try $0 + $1 * decay }
    moments[0] = sums
    return isNesterov ? try zip(gradients, sums).map { try $0 + $1 * decay } : sums
  }
}

/// A decaying sum of past gradients in place of the gradient.
public func momentum(_ decay: Double, nesterov: Bool = false) -> Momentum {
  Momentum(decay: decay, isNesterov: nesterov)
}

/// Gradient descent, with momentum if asked for.
///
/// - Parameters:
///   - learningRate: how far to go at each step.
///   - decay: how much of the decaying sum of past gradients is left at the next step; without it there is none.
///   - nesterov: whether the momentum looks ahead by one step.
public func sgd(learningRate: LearningRate, momentum decay: Double? = nil, nesterov: Bool = false) -> Chain {
  let step = scale(byLearningRate: learningRate)
  guard let decay else { return chain(step) }
  return chain(momentum(decay, nesterov: nesterov), step)
}
