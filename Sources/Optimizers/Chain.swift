public import Arrays

/// Transformations one after the other: each gets the updates of the one before.
public struct Chain: GradientTransformation {
  /// The transformations, the first to see the gradients first.
  public let transformations: [any GradientTransformation]

  /// Transformations in the order in which they work.
  public init(_ transformations: [any GradientTransformation]) {
    self.transformations = transformations
  }

  /// The moments of all.
  public var momentCount: Int { transformations.reduce(0) { $0 + $1.momentCount } }

  /// What the last transformation makes of the updates of those before.
  public func updates(
    for gradients: [NDArray], _ moments: inout [[NDArray]], at step: OptimizerStep
  ) throws -> [NDArray] {
    var updates = gradients
    var start = 0
    for transformation in transformations {
      let range = start..<start + transformation.momentCount
      var own = Array(moments[range])
      updates = try transformation.updates(for: updates, &own, at: step)
      moments.replaceSubrange(range, with: own)
      start = range.upperBound
    }
    return updates
  }
}

/// Transformations one after the other, as in `chain(clip(byGlobalNorm: 1), adam(learningRate: 1e-3))`.
public func chain(_ transformations: any GradientTransformation...) -> Chain { Chain(transformations) }
