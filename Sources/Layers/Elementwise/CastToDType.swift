public import Arrays
public import NamedAxes
public import Trees

/// Converts all arrays of its input to another type.
public struct CastToDType: Layer {
  /// The type.
  public let dtype: DType

  /// A layer that converts to a type.
  public init(_ dtype: DType) { self.dtype = dtype }

  /// The converted array.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray { try input.astype(dtype) }

  /// The input, whatever its type, with all its arrays converted.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue {
    try input.mapLeaves(of: NDArray.self) { try $0.astype(dtype) }
  }

  /// Presents the type as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("dtype", dtype)
  }
}
