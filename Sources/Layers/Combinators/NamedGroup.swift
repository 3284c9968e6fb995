public import NamedAxes
public import Trees
public import Treescope

/// Runs its sublayers one after the other, with a name that says what they are for.
public struct NamedGroup: LayerGroup {
  /// The name.
  public let name: String
  /// The layers, in the order in which they run.
  public var sublayers: [any Layer]

  /// A layer that runs the given ones.
  public init(_ name: String, _ sublayers: [any Layer]) {
    self.name = name
    self.sublayers = sublayers
  }

  /// Presents the name as static and the sublayers as children.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("name", name)
    try walker.child("sublayers", &sublayers)
  }

  /// A colour from the name, around the layers.
  public var color: PartColor { .outlined(.named(after: name)) }
}
