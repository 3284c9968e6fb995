public import Layers
public import NamedAxes
internal import Trees
public import Treescope

/// The attention and the feed-forward layer of a transformer, each with its residual connection.
public struct TransformerBlock: SequentialLayer {
  /// The two parts.
  public var sublayers: [any Layer]

  /// A block of the given layers.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }

  /// Turquoise, as in the original.
  public var color: PartColor { .outlined(.oklch(0.785, 0.103, 186.9)) }
}

/// The feed-forward layer of a transformer.
public struct TransformerFeedForward: SequentialLayer {
  /// From the residual stream to neurons and back.
  public var sublayers: [any Layer]

  /// A feed-forward layer of the given ones.
  public init(_ sublayers: [any Layer]) { self.sublayers = sublayers }
}
