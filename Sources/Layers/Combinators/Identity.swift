public import NamedAxes
public import Trees
public import Treescope

/// Gives its input, whatever its type.
public struct Identity: Layer {
  /// A layer that does nothing.
  public init() {}

  /// The input.
  public func call(_ input: any LayerValue, _ side: SideInputs) throws -> any LayerValue { input }
  /// The input.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray { input }

  /// Grey: it does nothing.
  public var color: PartColor { .outlined(.rgb(0xCD, 0xCD, 0xCD)) }

  /// Presents nothing.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {}
}
