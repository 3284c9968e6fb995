public import Trees

/// The result of a function and its derivative there as a linear function, computed once for many changes.
///
/// - Parameters:
///   - function: a function of a tree.
///   - argument: where to take the derivative.
/// - Returns: the result, and a function from a change of the argument to the change of the result. Arrays that are not
///   floating point have changes of zero.
/// - Throws: what the function throws; the linear function throws ``ArrayError/structure(operation:problem:)`` when the
///   change is not like the argument.
public func linearize<Argument: PyTree, Result: PyTree>(
  _ function: (Argument) throws -> Result, at argument: Argument
) throws -> (value: Result, linear: (Argument) throws -> Result) {
  try argument.requireNoVariables("linearize", derivativeAdvice)
  let arrays = try argument.arrays()
  let record = try TreeRecord("linearize", arrays) { symbols in
    try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
  }
  let active = record.graph.inputTypes.enumerated().map { $0 < arrays.count && $1.dtype.isFloating }
  let linearization = try record.graph.linearized(active: active)
  let results = try linearization.forward.pruned().call(arrays + record.captures)
  let outputCount = record.graph.outputs.count
  try record.commitState(results[record.resultCount..<outputCount])
  let residuals = Array(results[outputCount...])
  return (
    try record.fill(results[..<record.resultCount]),
    { change in
      let changes = try change.arrays()
      try requireMatch(changes, arrays.map(\.type), "linearize", "the change", "the argument")
      var given = try linearization.linear.call(residuals + zip(changes, active).filter(\.1).map(\.0))[...]
      let all = try zip(record.graph.outputTypes, linearization.activeOutputs).map { type, isActive in
        isActive ? given.removeFirst() : try type.zeros()
      }
      return try record.fill(all.prefix(record.resultCount))
    }
  )
}

/// The transpose of a linear function.
///
/// - Parameters:
///   - function: a function that is linear in all floating point arrays of its argument.
///   - argument: shapes and dtypes of the argument; its numbers do not matter.
/// - Returns: a function from a tree like the result to a tree like the argument.
/// - Throws: ``ArrayError/missingRule(primitive:rule:advice:)`` when the function is not linear; what the function
///   throws.
public func linearTranspose<Argument: PyTree, Result: PyTree>(
  _ function: (Argument) throws -> Result, at argument: Argument
) throws -> (Result) throws -> Argument {
  try argument.requireNoVariables("linearTranspose", derivativeAdvice)
  let arrays = try argument.arrays()
  for (path, array) in try argument.leavesWithPaths(of: NDArray.self) where !array.dtype.isFloating {
    throw ArrayError.notDifferentiable(path: path.isRoot ? "" : "\(path)", dtype: array.dtype)
  }
  let record = try TreeRecord("linearTranspose", arrays) { symbols in
    try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
  }
  try record.cells.requireNoChanges(in: "linearTranspose")
  let captureCount = record.captures.count
  let transposed = try record.graph.pruned().withConstantsFirst(captureCount).transposed(residualCount: captureCount)
  return { cotangent in
    let given = try cotangent.arrays()
    try requireMatch(given, record.graph.outputTypes, "linearTranspose", "the cotangent", "the result")
    return try argument.replacingLeaves(of: NDArray.self, with: transposed.call(record.captures + given))
  }
}
