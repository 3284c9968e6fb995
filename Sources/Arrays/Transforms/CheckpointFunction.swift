public import Trees

/// A function whose derivative computes the function anew, to save the memory of its intermediate values.
///
/// - Parameters:
///   - policy: which intermediate values to keep all the same; none unless given.
///   - function: a function of a tree; it may capture arrays, and change variables.
/// - Returns: a function that gives the same.
/// - Throws: the function returned throws what the function throws.
public func checkpoint<Argument: PyTree, Result: PyTree>(
  policy: CheckpointPolicy = .saveNothing, _ function: @escaping (Argument) throws -> Result
) -> (Argument) throws -> Result {
  { argument in
    let arrays = try argument.arrays()
    let record = try LoopRecord("checkpoint", arrays.map(\.type), weak: arrays.map(\.isWeaklyTyped)) { symbols in
      try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
    }
    let results = try Checkpoint(body: record.graph, policy: policy)
      .apply(arrays + record.cells.arrays + record.captures)
    try record.cells.commit(results[record.resultCount...])
    return try record.template.replacingLeaves(
      of: NDArray.self, with: zip(results, record.resultArrays).map { $0.weak($1.isWeaklyTyped) })
  }
}

/// A function of two trees whose derivative computes the function anew; as the form for one.
public func checkpoint<First: PyTree, Second: PyTree, Result: PyTree>(
  policy: CheckpointPolicy = .saveNothing, _ function: @escaping (First, Second) throws -> Result
) -> (First, Second) throws -> Result {
  let joined = checkpoint(policy: policy) { (pair: Pair<First, Second>) in try function(pair.first, pair.second) }
  return { first, second in try joined(Pair(first, second)) }
}
