public import Arrays
public import NamedAxes
public import Trees

/// Multiplies its input by a number.
public struct ConstantRescale: Layer {
  /// The number, without axes.
  public var by: NDArray

  /// A layer that multiplies; a number as written takes the dtype of the input.
  public init(by: NDArray) { self.by = by }

  /// The rescaled array.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try input * NamedArray(by)
  }

  /// The input, whatever its type, with all its arrays rescaled.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue {
    try input.mapLeaves(of: NDArray.self) { try $0 * by }
  }

  /// Presents the number as a child.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("by", &by)
  }
}
