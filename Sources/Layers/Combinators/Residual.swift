public import NamedAxes
public import Trees

/// Adds what a layer gives to its input.
public struct Residual: Layer {
  /// The layer whose result is added.
  public var delta: any Layer

  /// A layer that adds what another gives to its input.
  public init(_ delta: any Layer) { self.delta = delta }

  /// `delta(input) + input`; the axes of the delta lead in the result's order.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let change: NamedArray = try run(delta, at: "delta", input: input, side: side)
    return try change + input
  }

  /// Presents the delta as a child.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("delta", &delta)
  }
}
