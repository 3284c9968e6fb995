public import NamedAxes

/// A window that slides along named axes: how large it is, and how it moves.
public struct PoolingWindow: Hashable, Sendable {
  /// The axes that the window slides along, and its size along each.
  public var sizes: NamedShape
  /// How far it moves along its axes; one where absent.
  public var strides: NamedShape
  /// How the input is extended at its edges.
  public var padding: NamedPadding
  /// The distance of neighbours within the window; one where absent.
  public var dilation: NamedShape

  /// A window of the given size.
  public init(
    _ sizes: NamedShape, strides: NamedShape = [:], padding: NamedPadding = .valid, dilation: NamedShape = [:]
  ) {
    self.sizes = sizes
    self.strides = strides
    self.padding = padding
    self.dilation = dilation
  }
}
