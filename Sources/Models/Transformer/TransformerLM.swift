internal import Arrays
public import Layers
public import NamedAxes
public import Trees

/// A transformer that scores the next token at each place of a text.
public struct TransformerLM: Layer {
  /// The layers, from tokens to logits.
  public var body: any Layer
  /// The sizes of its axes.
  public let metadata: TransformerMetadata

  /// A transformer of the given layers.
  public init(body: any Layer, metadata: TransformerMetadata) {
    self.body = body
    self.metadata = metadata
  }

  /// The logits.
  ///
  /// - Parameters:
  ///   - tokens: integers with the axis `seq` and any batch axes.
  ///   - side: handed on to all layers. ``SideInputs/Key/tokenPositions`` are 0, 1, 2 ... along `seq` when absent.
  /// - Returns: the axes of the tokens and `vocabulary`.
  /// - Throws: ``LayerInputError/missingAxes(layer:names:found:)`` without the axis `seq`,
  ///   ``LayerInputError/dtype(layer:expected:found:)`` for anything but integers, ``LayerError`` from within.
  public func callAsFunction(_ tokens: NamedArray, _ side: SideInputs) throws -> NamedArray {
    guard let length = tokens.namedShape["seq"] else {
      throw LayerInputError.missingAxes(layer: "TransformerLM", names: ["seq"], found: tokens.namedShape)
    }
    guard tokens.dtype.isInteger else {
      throw LayerInputError.dtype(layer: "TransformerLM", expected: "an integer dtype", found: "\(tokens.dtype)")
    }
    var side = side
    if side[.tokenPositions] == nil { side[.tokenPositions] = try NamedArray.arange("seq", length) }
    return try run(body, at: "body", input: tokens, side: side)
  }

  /// Presents the body as a child and the metadata as static.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("body", &body)
    try walker.constant("metadata", metadata)
  }
}
