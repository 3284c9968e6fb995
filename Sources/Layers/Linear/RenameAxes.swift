public import NamedAxes
public import Trees
public import Treescope

/// Gives axes other names, all at once.
public struct RenameAxes: Layer {
  /// The names that the axes have.
  public let old: [AxisName]
  /// The names that they get.
  public let new: [AxisName]

  /// A layer that renames axes, pair by pair.
  public init(from old: [AxisName], to new: [AxisName]) {
    self.old = old
    self.new = new
  }

  /// The input with its axes renamed; it must have no positional axes.
  ///
  /// - Throws: ``LayerInputError/positionalAxes(layer:found:)``, `NamedAxisError` when an axis is missing or a name is
  ///   taken.
  public func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try input.requireNoPositionalAxes(for: "RenameAxes")
    return try input.untag(old).tag(new)
  }

  /// Presents the names as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("old", old)
    try walker.constant("new", new)
  }
}

/// A linear map whose result has the axes of its input: the map and a renaming.
public struct LinearInPlace: SequentialLayer {
  /// The map and the renaming.
  public var sublayers: [any Layer]

  /// A layer that runs the given ones.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// Orange, as the linear map.
  public var color: PartColor { .outlined(.rgb(0xEB, 0xA8, 0x75)) }
}
