public import Arrays
public import NamedAxes
public import Trees

/// Keeps its input between minus and plus a cap, smoothly: `tanh(x / cap) · cap`.
///
/// Source: Bello et al., "Neural combinatorial optimization with reinforcement learning", 2016.
public struct TanhSoftCap: Layer {
  /// The cap: a number without axes.
  public var softCap: NDArray

  /// A layer with a cap; a number as written takes the dtype of the input.
  public init(softCap: NDArray) { self.softCap = softCap }

  /// The capped input.
  ///
  /// - Throws: ``LayerInputError/dtype(layer:expected:found:)`` unless the input is floating point.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try input.requireFloating(for: "TanhSoftCap")
    let cap = NamedArray(softCap)
    return try (input / cap).tanh() * cap
  }

  /// Presents the cap as a child.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("softCap", &softCap)
  }
}
