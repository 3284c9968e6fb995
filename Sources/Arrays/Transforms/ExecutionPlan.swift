/// How a compiled function gets its results: some are arguments as they are, a program computes the others from the
/// arguments that it needs.
final class ExecutionPlan {
  private let graph: Graph
  private let donation: Donation
  /// The positions of the arguments that the program takes; `nil` when it takes all of them.
  private let taken: [Int]?
  /// For each result, the argument that it is.
  private let forwarded: [Int?]
  private var program: Program?

  init(_ whole: Graph, forwarded: [Int?], donation: Donation) {
    self.forwarded = forwarded
    let graph = whole.rearranged(outputs: forwarded.indices.filter { forwarded[$0] == nil }).pruned()
    let used = graph.usedInputs()
    let taken = graph.inputs.indices.filter { used.contains(graph.inputs[$0]) }
    self.graph = graph.rearranged(inputs: taken)
    self.taken = taken.count == graph.inputs.count ? nil : taken
    self.donation = donation.restricted(to: taken)
  }

  func run(_ arguments: [NDArray], on engine: Engine) throws -> [NDArray] {
    let computed = try compute(taken.map { $0.map { arguments[$0] } } ?? arguments, on: engine)
    if computed.count == forwarded.count { return computed }
    var rest = computed[...]
    return forwarded.map { $0.map { arguments[$0] } ?? rest.removeFirst() }
  }

  private func compute(_ arguments: [NDArray], on engine: Engine) throws -> [NDArray] {
    if graph.outputs.isEmpty && !graph.hasEffects { return [] }
    let program = try self.program ?? engine.program(for: graph, donating: donation.positions, named: "jit")
    self.program = program
    return try program.run(arguments, on: engine, for: "jit", donation: donation)
  }
}
