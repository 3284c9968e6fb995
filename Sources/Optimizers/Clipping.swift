public import Arrays

/// Gradients made shorter, all in the same proportion, when they are longer together than a bound.
public struct GlobalNormClipping: GradientTransformation {
  /// The greatest length.
  public let maximumNorm: Double

  /// None.
  public var momentCount: Int { 0 }

  /// The gradients as they are, or divided by their norm and times the bound.
  public func updates(
    for gradients: [NDArray], _ moments: inout [[NDArray]], at step: OptimizerStep
  ) throws -> [NDArray] {
    let norm = try globalNorm(gradients)
    let isShort = try norm.less(NDArray(maximumNorm))
    return try gradients.map { gradient in
      try NDArray.where(isShort, gradient, gradient / norm.astype(gradient.dtype) * maximumNorm)
    }
  }
}

/// Gradients made shorter, all in the same proportion, when their norm over all arrays together exceeds a bound.
public func clip(byGlobalNorm maximumNorm: Double) -> GlobalNormClipping {
  GlobalNormClipping(maximumNorm: maximumNorm)
}

/// The root of the sum of the squares of all elements of all arrays; zero, as `float32`, of no arrays.
///
/// - Throws: errors of array operations.
public func globalNorm(_ arrays: [NDArray]) throws -> NDArray {
  let sums = try arrays.map { try $0.squared().sum() }
  guard let first = sums.first else { return try NDArray.zeros([]) }
  return try sums.dropFirst().reduce(first) { try $0 + $1 }.sqrt()
}
