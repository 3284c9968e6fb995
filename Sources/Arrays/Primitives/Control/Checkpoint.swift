internal import StableHLO

/// A function whose derivative computes the function anew instead of keeping what it needs from it.
///
/// What is kept all the same is a matter of policy. Source of the idea: Griewank and Walther, Revolve, 2000.
struct Checkpoint: CallingPrimitive {
  static let name = "checkpoint"

  var body: Graph
  var policy: CheckpointPolicy
  /// Whether the compiler must not merge the body with the computation it repeats.
  var repeats = false

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    try body.resultTypes(ofCallOn: operands, for: Self.name)
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    body.lower(repeats ? builder.optimizationBarrier(operands) : operands, in: &builder)
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let (joint, outputs) = try body.jvp(active: tangents.map { $0 != nil })
    var checkpoint = self
    checkpoint.body = joint
    let results = try checkpoint.apply(primals + tangents.compactMap { $0 })
    var changes = results[outputs.count...]
    return (Array(results.prefix(outputs.count)), outputs.map { $0 ? changes.removeFirst() : nil })
  }

  /// The known results with what the policy keeps, and the whole function again for the others.
  func split(known isKnown: [Bool]) throws -> SplitGraph? {
    let candidates = body.equations.filter { policy.keeps($0.primitive) }.flatMap(\.results)
    var extended = body
    extended.outputs += candidates
    let parts = try extended.split(known: isKnown)
    let outputCount = body.outputs.count
    let knownOutputs = parts.knownOutputs.prefix(outputCount)
    let kept = zip(candidates, parts.knownOutputs[outputCount...]).filter(\.1).map(\.0)

    // Of the kept values and the known inputs, the second part takes those that it looks at.
    // What is printed is printed by the first.
    var rest = body.withoutEffects().replacing(kept)
      .rearranged(outputs: knownOutputs.indices.filter { !knownOutputs[$0] }).pruned()
    let inputs = rest.inputs[kept.count...]
    let passed = rest.inputs[..<kept.count] + zip(inputs, isKnown).filter(\.1).map(\.0)
    let used = rest.usedInputs()
    rest.inputs = passed.filter { used.contains($0) } + zip(inputs, isKnown).filter { !$0.1 }.map(\.0)

    var known = parts.known
    let sources = known.outputs.dropFirst(knownOutputs.count { $0 }).prefix(kept.count) + known.inputs
    let residuals = zip(sources, passed).filter { used.contains($0.1) }.map(\.0)
    known.outputs = known.outputs.prefix(knownOutputs.count { $0 }) + residuals
    let repeated = Checkpoint(body: rest, policy: policy, repeats: true)
    let unknown = try Trace.record("checkpoint", rest.inputTypes) { try repeated.apply($0) }.graph
    return SplitGraph(
      known: known.pruned(), unknown: unknown, residualCount: residuals.count, knownOutputs: Array(knownOutputs))
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    let known = operands.indices.filter { !operands[$0].isLinear }
    let linear = operands.indices.filter { operands[$0].isLinear }
    let given = cotangents.indices.filter { cotangents[$0] != nil }
    // What the linear part needs to know is computed first, which is where the function runs again.
    let parts = try body.rearranged(inputs: known + linear, outputs: given)
      .split(known: operands.indices.map { $0 < known.count }, unknownOutputs: given.map { _ in true })
    let backward = try parts.unknown.transposed(residualCount: parts.residualCount)
    let types = known.map { operands[$0].type } + given.map { body.outputTypes[$0] }
    var checkpoint = self
    checkpoint.body = try Trace.record("transpose", types) { arguments in
      let residuals = try parts.known.traced(Array(arguments.prefix(known.count)))
      return try backward.traced(residuals + arguments[known.count...])
    }.graph
    let results = try checkpoint.apply(known.compactMap { operands[$0].known } + cotangents.compactMap { $0 })
    var all = [NDArray?](repeating: nil, count: operands.count)
    for (place, result) in zip(linear, results) { all[place] = result }
    return all
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    try batch(operands, over: MappedAxis(size: size))
  }

  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched] {
    let (batched, outputs) = try body.batchedFirst(operands.map { $0.axis != nil }, over: axis)
    var checkpoint = self
    checkpoint.body = batched
    let arrays = try operands.map { $0.axis == nil ? $0.array : try $0.placed(at: 0, size: axis.size) }
    return try zip(checkpoint.apply(arrays), outputs).map { Batched(array: $0, axis: $1 ? 0 : nil) }
  }

  var subgraphs: [Graph] { [body] }

  func calling(_ subgraphs: [Graph]) -> Checkpoint {
    Checkpoint(body: subgraphs[0], policy: policy, repeats: repeats)
  }

  func interpret(_ operands: [NDArray], _ call: GraphCall) throws -> [NDArray] {
    try call(body, operands, Self.name)
  }
}

extension Graph {
  /// The function with some of its values as first inputs, instead of the equations that give them.
  fileprivate func replacing(_ values: [ValueID]) -> Graph {
    guard !values.isEmpty else { return self }
    var result = Graph()
    var renamed = [ValueID](repeating: -1, count: types.count)
    let given = values.map { result.addInput(type($0)) }
    for input in inputs { renamed[Int(input)] = result.addInput(type(input)) }
    for equation in equations {
      result.copy(equation, from: self, renaming: &renamed)
      for (value, input) in zip(values, given) where equation.results.contains(value) { renamed[Int(value)] = input }
    }
    result.outputs = outputs.map { renamed[Int($0)] }
    return result
  }
}
