extension Primitive {
  var hasEffect: Bool { subgraphs.contains(where: \.hasEffects) }

  /// The same operation without what it does beside giving results; `nil` when nothing is left.
  fileprivate func withoutEffect(resultCount: Int32) -> (any Primitive)? {
    if let caller = self as? any CallingPrimitive { return caller.calling(subgraphs.map { $0.withoutEffects() }) }
    return resultCount == 0 ? nil : self
  }
}

extension Graph {
  /// Whether running the graph does something beside giving its outputs.
  var hasEffects: Bool { equations.contains { $0.primitive.hasEffect } }

  /// The same function, values numbered alike, without what it does beside giving its outputs.
  func withoutEffects() -> Graph {
    guard hasEffects else { return self }
    var graph = self
    graph.equations = equations.compactMap { equation in
      guard equation.primitive.hasEffect else { return equation }
      var equation = equation
      guard let silent = equation.primitive.withoutEffect(resultCount: equation.resultCount) else { return nil }
      equation.primitive = silent
      return equation
    }
    return graph
  }
}
