internal import Arrays
public import NamedAxes
public import Trees

/// Shifts and scales its input to mean zero and variance one over some axes jointly.
public struct Standardize: StandardizingLayer {
  /// The axes, at least one.
  public let across: [AxisName]
  /// What is added to the variance before its root is taken.
  public let epsilon: Double

  /// A layer that standardizes over one axis or several jointly.
  public init(across: [AxisName], epsilon: Double = 1e-6) {
    self.across = across
    self.epsilon = epsilon
  }

  /// (x − mean) / √(variance + ε), the variance being the mean of the squares less the square of the mean.
  ///
  /// Source of the formula: `jax.nn.standardize`.
  ///
  /// - Parameters:
  ///   - input: floating point, with the axes.
  ///   - side: the side inputs, of which none is used.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when there are no axes to standardize over,
  ///   ``LayerInputError/dtype(layer:expected:found:)``, `NamedAxisError.missingNames`.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try check(input)
    let mean = try mean(input)
    let variance = try self.mean(input.squared()) - mean.squared()
    return try (input - mean) * (variance + epsilon).rsqrt()
  }

  /// Presents the axes and epsilon as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("across", across)
    try walker.constant("epsilon", epsilon)
  }
}
