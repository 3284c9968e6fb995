public import Arrays

/// Gradients divided by the root of their recent mean square, as the Adam optimizer does.
///
/// m' = b1 m + (1 - b1) g and v' = b2 v + (1 - b2) g², both divided by 1 - bᵗ at step t to correct for their start at
/// zero; the update is m' / (√(v' + epsRoot) + eps). Source: Kingma and Ba, "Adam", 2015, algorithm 1; for Nesterov's
/// variant Dozat, "Incorporating Nesterov Momentum into Adam", 2016.
public struct AdamScaling: GradientTransformation {
  /// The decay of the mean of gradients.
  public let b1: Double
  /// The decay of the mean of squared gradients.
  public let b2: Double
  /// What is added to the root.
  public let eps: Double
  /// What is added under the root.
  public let epsRoot: Double
  /// Whether the mean looks ahead by one step.
  public let isNesterov: Bool

  /// Two: the means of gradients and of their squares.
  public var momentCount: Int { 2 }

  /// The corrected mean of each gradient over the root of its corrected mean square.
  public func updates(
    for gradients: [NDArray], _ moments: inout [[NDArray]], at step: OptimizerStep
  ) throws -> [NDArray] {
    let means = try zip(gradients, moments[0]).map { try $0 * (1 - b1) + $1 * b1 }
    let squares = try zip(gradients, moments[1]).map { try $0.squared() * (1 - b2) + $1 * b2 }
    moments = [means, squares]
    return try gradients.indices.map { place in
      var mean: NDArray
      if isNesterov {
        let ahead = try corrected(means[place], b1, step.number + 1)
        mean = try ahead * b1 + corrected(gradients[place], b1, step.number) * (1 - b1)
      } else {
        mean = try corrected(means[place], b1, step.number)
      }
      let square = try corrected(squares[place], b2, step.number)
      return try mean / ((square + epsRoot).sqrt() + eps)
    }
  }

  /// A decaying mean without its bias towards the zero that it began with.
  private func corrected(_ mean: NDArray, _ decay: Double, _ number: NDArray) throws -> NDArray {
    // The power needs more digits than half precision has.
    let precise: DType = mean.dtype == .float64 ? .float64 : .float32
    let base = try NDArray.full([], .float(decay), dtype: precise)
    return try mean / (1 - base.power(number.astype(precise))).astype(mean.dtype)
  }
}

/// The Adam optimizer.
///
/// - Parameters:
///   - learningRate: how far to go at each step.
///   - b1: the decay of the mean of gradients.
///   - b2: the decay of the mean of squared gradients.
///   - eps: what is added to the root in the denominator.
///   - epsRoot: what is added under the root, for differentiating through the optimizer.
///   - nesterov: whether the mean looks ahead by one step.
public func adam(
  learningRate: LearningRate, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-8, epsRoot: Double = 0,
  nesterov: Bool = false
) -> Chain {
  chain(
    AdamScaling(b1: b1, b2: b2, eps: eps, epsRoot: epsRoot, isNesterov: nesterov),
    scale(byLearningRate: learningRate))
}

/// The Adam optimizer with weight decay that the scaling does not touch.
///
/// Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
///
/// - Parameters:
///   - learningRate: how far to go at each step; the decay is multiplied by it, too.
///   - b1: the decay of the mean of gradients.
///   - b2: the decay of the mean of squared gradients.
///   - eps: what is added to the root in the denominator.
///   - epsRoot: what is added under the root.
///   - weightDecay: what fraction of each parameter is added to its update.
///   - nesterov: whether the mean looks ahead by one step.
public func adamW(
  learningRate: LearningRate, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-8, epsRoot: Double = 0,
  weightDecay: Double = 1e-4, nesterov: Bool = false
) -> Chain {
  chain(
    AdamScaling(b1: b1, b2: b2, eps: eps, epsRoot: epsRoot, isNesterov: nesterov),
    addWeightDecay(weightDecay), scale(byLearningRate: learningRate))
}
