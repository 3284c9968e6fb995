public import Arrays

/// A fraction of the parameters added to the updates.
public struct WeightDecay: GradientTransformation {
  /// The fraction.
  public let fraction: Double

  /// None.
  public var momentCount: Int { 0 }

  /// Each gradient with the fraction of its parameter added.
  public func updates(
    for gradients: [NDArray], _ moments: inout [[NDArray]], at step: OptimizerStep
  ) throws -> [NDArray] {
    try zip(gradients, step.parameters).map { try $0 + $1 * fraction }
  }
}

/// A fraction of the parameters added to the updates.
public func addWeightDecay(_ fraction: Double) -> WeightDecay { WeightDecay(fraction: fraction) }
