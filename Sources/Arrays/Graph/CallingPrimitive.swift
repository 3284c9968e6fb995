/// A primitive that calls functions: a loop, a choice, a function with a derivative of its own.
protocol CallingPrimitive: Primitive {
  /// The primitive with other functions of the same types in place of its own, in the order of `subgraphs`.
  func calling(_ subgraphs: [Graph]) -> Self

  /// The results on arrays that are not symbols, from calls of the functions one after another.
  ///
  /// - Parameter call: calls a function; the text says which call it is, as in `round 3 of scan`.
  func interpret(_ operands: [NDArray], _ call: GraphCall) throws -> [NDArray]
}

/// How an interpreted primitive calls one of its functions.
typealias GraphCall = (_ graph: Graph, _ arguments: [NDArray], _ name: String) throws -> [NDArray]
