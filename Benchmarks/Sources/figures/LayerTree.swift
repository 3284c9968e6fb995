import Penzai

/// What can stand for a layer in the trees below, which are shaped like models and compute nothing.
protocol LayerPart: PyTree {}

/// A linear map: one leaf, wrapped as parameters are, and its axes.
struct LinearPart: LayerPart {
  var weights: any PyTree
  var axes = ["embedding"]

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("weights", &weights)
    try walker.constant("axes", axes)
  }
}

/// A normalization: one leaf of known type.
struct NormPart: LayerPart {
  var scale: NDArray

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("scale", &scale)
  }
}

/// A linear map with a bias: two leaves of known type.
struct AffinePart: LayerPart {
  var weights: NDArray
  var bias: NDArray

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("weights", &weights)
    try walker.child("bias", &bias)
  }
}

/// A function of elements: no child at all.
struct FunctionPart: LayerPart {
  var name = "silu"

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.constant("name", name)
  }
}

/// A residual connection.
struct ResidualPart: LayerPart {
  var delta: any LayerPart

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("delta", &delta)
  }
}

/// Layers in sequence.
struct SequencePart: LayerPart {
  var sublayers: [any LayerPart]

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("sublayers", &sublayers)
  }

  /// A tree like a transformer: about 126 nodes and 28 linear maps a block.
  static func transformer(blocks: Int) throws -> SequencePart {
    let leaf = try NDArray.placeholder([8])
    func chain(_ parts: any LayerPart...) -> SequencePart { SequencePart(sublayers: parts) }
    func projection() -> SequencePart {
      chain(LinearPart(weights: leaf), FunctionPart(), NormPart(scale: leaf), LinearPart(weights: leaf))
    }
    func block() -> SequencePart {
      let attention = chain(projection(), projection(), projection(), FunctionPart(), projection())
      let gated = chain(projection(), FunctionPart(), projection(), FunctionPart(), projection(), projection())
      return chain(
        ResidualPart(delta: chain(NormPart(scale: leaf), attention)),
        ResidualPart(delta: chain(NormPart(scale: leaf), gated)))
    }
    return SequencePart(
      sublayers: [LinearPart(weights: leaf)] + (0..<blocks).map { _ in block() }
        + [NormPart(scale: leaf), LinearPart(weights: leaf)])
  }

  /// A tree of 1,000 leaves in 500 parts.
  static func thousandLeaves() throws -> SequencePart {
    let leaf = try NDArray.placeholder([8])
    return SequencePart(sublayers: (0..<500).map { _ in AffinePart(weights: leaf, bias: leaf) })
  }
}

/// Prepares the time of selecting the linear maps of a transformer's tree and replacing them, in microseconds.
func selectAndApply(blocks: Int, calls: Int) throws -> (nodes: Int, round: () throws -> Double) {
  let model = try SequencePart.transformer(blocks: blocks)
  let round = {
    try microsecondsACall(calls: calls) {
      try select(model).at(instancesOf: LinearPart.self).apply { LinearPart(weights: $0.weights) }
    } finish: { _ in
    }
  }
  return (try model.structure().nodeCount, round)
}

/// Prepares the same in nanoseconds for each node of a tree of at least so many.
func selectAndApplyANode(nodes: Int) throws -> () throws -> Double {
  let small = try SequencePart.transformer(blocks: 1).structure().nodeCount
  let (count, round) = try selectAndApply(blocks: (nodes + small - 1) / small, calls: max(1, 100_000 / nodes))
  return { try round() * 1e3 / Double(count) }
}
