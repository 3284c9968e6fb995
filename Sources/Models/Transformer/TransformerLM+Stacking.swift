internal import Layers
internal import NamedAxes
internal import Trees
internal import Variables

extension TransformerLM {
  /// The same transformer with its blocks in one `LayerStack` along the axis `blocks`, with parameters of its own.
  ///
  /// `transformer/block_0/...` and so on become `transformer/blocks/...`.
  ///
  /// - Throws: `LayerInputError.differentLayers` when the blocks differ in more than
  ///   parameters, `LayerInputError.configuration` when the body is no sequence with blocks.
  public func stackingBlocks() throws -> TransformerLM {
    guard var layers = (body as? Sequential)?.sublayers,
      let first = layers.firstIndex(where: { $0 is TransformerBlock }),
      let last = layers.lastIndex(where: { $0 is TransformerBlock }),
      layers[first...last].allSatisfy({ $0 is TransformerBlock })
    else {
      throw LayerInputError.configuration(
        layer: "TransformerLM", problem: "the body must be a Sequential in which TransformerBlocks follow one another")
    }
    let stack = try LayerStack.stacking(Array(layers[first...last]), stackAxis: "blocks") {
      $0.replacing("/block_0/", with: "/blocks/")
    }
    layers.replaceSubrange(first...last, with: [stack])
    return TransformerLM(body: Sequential(layers), metadata: metadata)
  }

  /// The same transformer with the blocks of each `LayerStack` along `blocks` one by one, with parameters of their own.
  ///
  /// `transformer/blocks/...` become `transformer/block_0/...` and so on.
  ///
  /// - Throws: errors of the array engine; `LayerInputError.configuration` when the body is no sequence.
  public func unstackingBlocks() throws -> TransformerLM {
    guard let sequence = body as? Sequential else {
      throw LayerInputError.configuration(layer: "TransformerLM", problem: "the body must be a Sequential")
    }
    let layers = try sequence.sublayers.flatMap { layer -> [any Layer] in
      guard let stack = layer as? LayerStack, stack.stackAxis == "blocks" else { return [layer] }
      return try stack.unstacked { $0.replacing("/blocks/", with: "/block_\($1)/") }
    }
    return TransformerLM(body: Sequential(layers), metadata: metadata)
  }
}

extension VariableLabel {
  /// The label with the first occurrence of a part of its name replaced.
  fileprivate func replacing(_ part: String, with other: String) -> VariableLabel {
    guard case .name(var text) = self, let range = text.firstRange(of: part) else { return self }
    text.replaceSubrange(range, with: other)
    return .name(text)
  }
}
