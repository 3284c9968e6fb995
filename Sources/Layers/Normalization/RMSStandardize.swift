public import Arrays
public import NamedAxes
public import Trees

/// Scales its input to a mean square of one over some axes jointly.
public struct RMSStandardize: StandardizingLayer {
  /// The axes, at least one.
  public let across: [AxisName]
  /// What is added to the mean square before its root is taken: a number without axes.
  public var epsilon: NDArray

  /// A layer that scales over one axis or several jointly; an epsilon as written takes the dtype of the input.
  public init(across: [AxisName], epsilon: NDArray = 1e-6) {
    self.across = across
    self.epsilon = epsilon
  }

  /// x / √(mean(x²) + ε).
  ///
  /// Source: Zhang and Sennrich, "Root mean square layer normalization", 2019.
  ///
  /// - Parameters:
  ///   - input: floating point, with the axes.
  ///   - side: the side inputs, of which none is used.
  /// - Throws: ``LayerInputError/configuration(layer:problem:)`` when there are no axes,
  ///   ``LayerInputError/dtype(layer:expected:found:)``, `NamedAxisError.missingNames`.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try check(input)
    return try input * (mean(input.squared()) + NamedArray(epsilon)).rsqrt()
  }

  /// Presents the axes as static and epsilon as a child.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("across", across)
    try walker.child("epsilon", &epsilon)
  }
}
