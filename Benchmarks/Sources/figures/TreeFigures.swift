import Penzai

/// What taking trees apart, selecting in them and putting them together costs.
@MainActor let treeFigures: [Figure] = [
  Figure(name: "select_apply", unit: "us") { try selectAndApply(blocks: 4, calls: 100).round },
  Figure(name: "select_apply_1000", unit: "ns/node") { try selectAndApplyANode(nodes: 1_000) },
  Figure(name: "select_apply_10000", unit: "ns/node") { try selectAndApplyANode(nodes: 10_000) },
  Figure(name: "select_apply_100000", unit: "ns/node") { try selectAndApplyANode(nodes: 100_000) },
  Figure(name: "flatten_1000_leaves", unit: "us") {
    let model = try SequencePart.thousandLeaves()
    return {
      try microsecondsACall(calls: 100) {
        try model.replacingLeaves(of: NDArray.self, with: model.leaves(of: NDArray.self))
      } finish: { _ in
      }
    }
  },
]
