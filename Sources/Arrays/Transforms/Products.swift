public import Trees

/// The result of a function and how it changes when the argument changes: forward-mode differentiation.
///
/// - Parameters:
///   - function: a function of trees.
///   - argument: where to evaluate.
///   - tangent: the change of the argument: a tree like it.
/// - Returns: the result, and its change: a tree like it, in which arrays that are not floating point are zero.
/// - Throws: ``ArrayError/structure(operation:problem:)`` when the tangent is not like the argument.
public func jvp<Argument: PyTree, Result: PyTree>(
  _ function: (Argument) throws -> Result, at argument: Argument, along tangent: Argument
) throws -> (value: Result, tangent: Result) {
  try argument.requireNoVariables("jvp", derivativeAdvice)
  let arrays = try argument.arrays()
  let tangents = try tangent.arrays()
  try requireMatch(tangents, arrays.map(\.type), "jvp", "the tangent", "the argument")
  let record = try TreeRecord("jvp", arrays) { symbols in
    try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
  }
  let active = record.graph.inputTypes.enumerated().map { $0 < arrays.count && $1.dtype.isInexact }
  let (graph, activeOutputs) = try record.graph.jvp(active: active)
  let activeTangents = zip(tangents, active).filter(\.1).map(\.0)
  let results = try graph.pruned().call(arrays + record.captures + activeTangents, named: "jvp")
  let outputCount = record.graph.outputs.count
  try record.commitState(results[record.resultCount..<outputCount])
  var changes = results[outputCount...]
  let outputTangents = try zip(record.graph.outputTypes, activeOutputs).map { type, isActive in
    isActive ? changes.removeFirst() : try type.zeros()
  }
  return (
    try record.fill(results[..<record.resultCount]), try record.fill(outputTangents.prefix(record.resultCount))
  )
}

/// The result of a function and a way to pull changes of it back to the argument: reverse-mode differentiation.
///
/// - Returns: the result, and a function from a tree like the result, of cotangents, to a tree like the argument.
///   Arrays that are not floating point get and give zeros.
/// - Throws: what the function throws; the pullback throws ``ArrayError/structure(operation:problem:)`` when the
///   cotangent is not like the result.
public func vjp<Argument: PyTree, Result: PyTree>(
  _ function: (Argument) throws -> Result, at argument: Argument
) throws -> (value: Result, pullback: (Result) throws -> Argument) {
  try argument.requireNoVariables("vjp", derivativeAdvice)
  let arrays = try argument.arrays()
  let record = try TreeRecord("vjp", arrays) { symbols in
    try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
  }
  let active = record.graph.inputTypes.enumerated().map { $0 < arrays.count && $1.dtype.isInexact }
  let linearization = try record.graph.linearized(active: active)
  let backward = try linearization.linear.transposed(residualCount: linearization.residualCount)
  let outputCount = record.graph.outputs.count
  let results = try linearization.forward.pruned().call(arrays + record.captures, named: "vjp")
  try record.commitState(results[record.resultCount..<outputCount])
  let residuals = Array(results[outputCount...])
  let value = try record.fill(results[..<record.resultCount])
  let types = record.graph.outputTypes.prefix(record.resultCount)

  return (
    value,
    { cotangent in
      let given = try cotangent.arrays()
      try requireMatch(given, Array(types), "vjp", "the cotangent", "the result")
      // Changed variables pass on no derivative.
      let all = try record.graph.outputTypes.enumerated().map { position, type in
        position < given.count ? given[position] : try type.zeros()
      }
      let activeCotangents = zip(all, linearization.activeOutputs).filter(\.1).map(\.0)
      var gradients = try backward.call(residuals + activeCotangents, named: "vjp")[...]
      let filled = try zip(arrays, active).map { array, isActive in
        isActive ? gradients.removeFirst() : try array.type.zeros()
      }
      return try argument.replacingLeaves(of: NDArray.self, with: filled)
    }
  )
}

/// Refuses arrays that are not like those of another tree.
func requireMatch(
  _ arrays: [NDArray], _ types: [ArrayType], _ operation: String, _ name: String, _ other: String
) throws {
  guard arrays.count == types.count else {
    throw ArrayError.structure(
      operation: operation, problem: "\(name) has \(arrays.count) arrays, \(other) has \(types.count)")
  }
  for (position, (array, type)) in zip(arrays, types).enumerated() where array.type != type {
    throw ArrayError.structure(
      operation: operation,
      problem: "array \(position) of \(name) is \(array.type), that of \(other) is \(type)")
  }
}
