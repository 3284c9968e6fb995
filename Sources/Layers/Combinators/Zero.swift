internal import Arrays
public import NamedAxes
public import Trees

/// Gives zeros in the shape of its input: a layer to put in another's place, to see what that one does.
public struct Zero: Layer {
  /// A layer that gives zeros.
  public init() {}

  /// Zeros with the axes and the dtype of the input.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try input.mapElements { try NDArray.full($0.shape, 0, dtype: $0.dtype) }
  }

  /// Presents nothing.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {}
}
