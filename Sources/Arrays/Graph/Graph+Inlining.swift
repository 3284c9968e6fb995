extension Graph {
  /// Appends all equations of another graph, called on values of this one.
  ///
  /// - Returns: the values that stand for the other graph's outputs.
  mutating func inline(_ graph: Graph, _ arguments: some Sequence<ValueID>) -> [ValueID] {
    var renamed = [ValueID](repeating: -1, count: graph.types.count)
    for (input, argument) in zip(graph.inputs, arguments) { renamed[Int(input)] = argument }
    for equation in graph.equations { copy(equation, from: graph, renaming: &renamed) }
    return graph.outputs.map { renamed[Int($0)] }
  }

  /// The same function with its inputs and outputs in another order, or with some of the outputs left out.
  ///
  /// - Parameters:
  ///   - inputs: positions of the inputs, each once.
  ///   - outputs: positions of the outputs that are wanted.
  func rearranged(inputs: [Int]? = nil, outputs: [Int]? = nil) -> Graph {
    var graph = self
    if let inputs { graph.inputs = inputs.map { self.inputs[$0] } }
    if let outputs { graph.outputs = outputs.map { self.outputs[$0] } }
    return graph
  }

  /// Records the graph, called on the given arrays, in the active trace.
  func traced(_ arguments: [NDArray]) throws -> [NDArray] {
    try Trace.required().inline(self, arguments)
  }
}
