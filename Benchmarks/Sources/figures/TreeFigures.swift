import Penzai

/// What taking trees apart, selecting in them and putting them together costs.
@MainActor let treeFigures: [Figure] = [
  Figure(name: "select_apply", unit: "us") {
    try selectAndApply(LayeredTransformer(blocks: 4, isTiny: true), calls: 100).round
  },
  Figure(name: "select_apply_1000", unit: "ns/node") { try selectAndApplyANode(nodes: 1_000) },
  Figure(name: "select_apply_10000", unit: "ns/node") { try selectAndApplyANode(nodes: 10_000) },
  Figure(name: "select_apply_100000", unit: "ns/node") { try selectAndApplyANode(nodes: 100_000) },
  Figure(name: "flatten_1000_leaves", unit: "us") {
    let layer = ConstantRescale(by: try NDArray.placeholder([8]))
    return flatten(Sequential((0..<500).map { _ in Sequential([layer, layer]) }))
  },
  Figure(name: "flatten_list_1000", unit: "us") {
    let leaf = try NDArray.placeholder([8])
    return flatten([NDArray](repeating: leaf, count: 1000))
  },
]

/// Prepares the time of selecting the linear maps of a transformer and replacing them, in microseconds.
private func selectAndApply(
  _ transformer: LayeredTransformer, calls: Int
) throws -> (nodes: Int, round: () throws -> Double) {
  let model = try transformer.slots()
  let round = {
    try microsecondsACall(calls: calls) {
      try select(model).at(instancesOf: Linear.self).apply { $0 }
    } finish: { _ in
    }
  }
  return (try model.structure().nodeCount, round)
}

/// Prepares the same in nanoseconds for each node of a tree of at least so many.
private func selectAndApplyANode(nodes: Int) throws -> () throws -> Double {
  let one = try LayeredTransformer(blocks: 1, isTiny: true).slots().structure().nodeCount
  let two = try LayeredTransformer(blocks: 2, isTiny: true).slots().structure().nodeCount
  let transformer = LayeredTransformer(blocks: nodes / (two - one) + 1, isTiny: true)
  let (count, round) = try selectAndApply(transformer, calls: max(1, 100_000 / nodes))
  return { try round() * 1e3 / Double(count) }
}

/// Prepares the time of taking a tree apart into its arrays and putting it together again, in microseconds.
private func flatten<Tree: PyTree>(_ tree: Tree) -> () throws -> Double {
  {
    try microsecondsACall(calls: 100) {
      try tree.replacingLeaves(of: NDArray.self, with: tree.leaves(of: NDArray.self))
    } finish: { _ in
    }
  }
}
