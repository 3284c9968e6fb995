extension Primitive {
  var hasEffect: Bool { subgraphs.contains(where: \.hasEffects) }
}

extension Graph {
  /// Whether running the graph does something beside giving its outputs.
  var hasEffects: Bool { equations.contains { $0.primitive.hasEffect } }
}
