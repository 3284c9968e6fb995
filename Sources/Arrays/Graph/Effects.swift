extension Primitive {
  var hasEffect: Bool { false }
}

extension Graph {
  /// Whether running the graph does something beside giving its outputs.
  var hasEffects: Bool { equations.contains { $0.primitive.hasEffect } }
}
