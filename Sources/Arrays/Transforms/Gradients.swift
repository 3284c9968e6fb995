public import Trees

/// The value of a function and its gradient with respect to its first argument.
///
/// - Parameter function: gives one floating point number. Variables that it changes are changed once.
/// - Returns: a function that gives the value and a tree like the first argument, of derivatives.
/// - Throws: the function returned throws ``ArrayError/gradientOfNonScalar(found:)``,
///   ``ArrayError/notDifferentiable(path:dtype:)``, and what the function itself throws.
@_disfavoredOverload  // One argument alone fits both forms; the plain one is meant.
public func valueAndGrad<Argument: PyTree, each Rest: PyTree>(
  _ function: @escaping (Argument, repeat each Rest) throws -> NDArray
) -> (Argument, repeat each Rest) throws -> (value: NDArray, gradient: Argument) {
  { (argument: Argument, rest: repeat each Rest) in
    let (result, gradient) = try differentiate(argument) { (argument: Argument) in
      Auxiliary(value: try function(argument, repeat each rest), auxiliary: [NDArray]())
    }
    return (result.value, gradient)
  }
}

/// The gradient of a function with respect to its first argument: a tree like that argument.
///
/// - Parameter function: gives one floating point number.
/// - Throws: as ``valueAndGrad(_:)->_`` does.
@_disfavoredOverload  // One argument alone fits both forms; the plain one is meant.
public func grad<Argument: PyTree, each Rest: PyTree>(
  _ function: @escaping (Argument, repeat each Rest) throws -> NDArray
) -> (Argument, repeat each Rest) throws -> Argument {
  { (argument: Argument, rest: repeat each Rest) in
    try valueAndGrad(function)(argument, repeat each rest).gradient
  }
}

/// The value of a function of one argument and its gradient.
///
/// - Throws: as the form for several arguments does.
public func valueAndGrad<Argument: PyTree>(
  _ function: @escaping (Argument) throws -> NDArray
) -> (Argument) throws -> (value: NDArray, gradient: Argument) {
  { argument in
    let (result, gradient) = try differentiate(argument) { argument in
      Auxiliary(value: try function(argument), auxiliary: [NDArray]())
    }
    return (result.value, gradient)
  }
}

/// The gradient of a function of one argument: a tree like that argument.
///
/// - Throws: as the form for several arguments does.
public func grad<Argument: PyTree>(
  _ function: @escaping (Argument) throws -> NDArray
) -> (Argument) throws -> Argument {
  { argument in try valueAndGrad(function)(argument).gradient }
}

/// The value of a function of two arguments and its gradient with respect to the first.
///
/// A form of its own, because Swift 6.3 cannot call the result of a form for any number of arguments at once, as in
/// `valueAndGrad(loss)(parameters, batch)`.
///
/// - Throws: as the form for several arguments does.
public func valueAndGrad<Argument: PyTree, Other: PyTree>(
  _ function: @escaping (Argument, Other) throws -> NDArray
) -> (Argument, Other) throws -> (value: NDArray, gradient: Argument) {
  { argument, other in
    try valueAndGrad { (argument: Argument) in try function(argument, other) }(argument)
  }
}

/// The gradient of a function of two arguments with respect to the first.
///
/// - Throws: as the form for several arguments does.
public func grad<Argument: PyTree, Other: PyTree>(
  _ function: @escaping (Argument, Other) throws -> NDArray
) -> (Argument, Other) throws -> Argument {
  { argument, other in try valueAndGrad(function)(argument, other).gradient }
}

/// The value, further results and the gradient of a function that gives a number and something beside it.
///
/// - Parameter function: gives one floating point number, and a tree that is passed on.
/// - Returns: a function that gives both and a tree like the first argument, of derivatives of the number.
/// - Throws: as ``valueAndGrad(_:)->_`` does.
public func valueAndGradWithAuxiliary<Argument: PyTree, Extra: PyTree, each Rest: PyTree>(
  _ function: @escaping (Argument, repeat each Rest) throws -> (NDArray, Extra)
) -> (Argument, repeat each Rest) throws -> (value: NDArray, auxiliary: Extra, gradient: Argument) {
  { (argument: Argument, rest: repeat each Rest) in
    let (result, gradient) = try differentiate(argument) { (argument: Argument) in
      let (value, extra) = try function(argument, repeat each rest)
      return Auxiliary(value: value, auxiliary: extra)
    }
    return (result.value, result.auxiliary, gradient)
  }
}

/// A number to differentiate, with what is computed beside it.
private struct Auxiliary<Extra: PyTree>: PyTree {
  var value: NDArray
  var auxiliary: Extra

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("value", &value)
    try walker.child("auxiliary", &auxiliary)
  }
}

private func differentiate<Argument: PyTree, Extra: PyTree>(
  _ argument: Argument, _ function: (Argument) throws -> Auxiliary<Extra>
) throws -> (Auxiliary<Extra>, Argument) {
  try argument.requireNoVariables("grad", derivativeAdvice)
  let arrays = try argument.arrays()
  for (path, array) in try argument.leavesWithPaths(of: NDArray.self) where !array.dtype.isInexact {
    throw ArrayError.notDifferentiable(path: path.keys.isEmpty ? "" : "\(path)", dtype: array.dtype)
  }
  let record = try TreeRecord("grad", arrays) { symbols in
    try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
  }
  let value = record.template.value
  guard value.rank == 0, value.dtype.isFloating else {
    throw ArrayError.gradientOfNonScalar(found: "an array of type \(value.type)")
  }
  let graph = try record.graph.valueAndGradient(argumentCount: arrays.count)
  let results = try graph.call(arrays + record.captures, named: "grad")
  let outputCount = record.graph.outputs.count
  try record.commitState(results[record.resultCount..<outputCount])
  return (
    try record.fill(results[..<record.resultCount]),
    try argument.replacingLeaves(of: NDArray.self, with: Array(results[outputCount...]))
  )
}

/// What to do instead of differentiating with respect to a variable.
let derivativeAdvice = "Differentiate with respect to its frozen value, and bind that inside the function."

extension Graph {
  /// The function that gives this one's outputs, followed by the gradient of the first with respect to the first
  /// few inputs.
  func valueAndGradient(argumentCount: Int) throws -> Graph {
    let linearization = try linearized(active: inputs.indices.map { $0 < argumentCount })
    let backward = try linearization.linear.transposed(residualCount: linearization.residualCount)
    return try Trace.record("grad", inputTypes) { arguments in
      let trace = try Trace.required()
      let forward = try trace.inline(linearization.forward, arguments)
      let results = forward[..<outputs.count]
      let seeds = zip(outputTypes, linearization.activeOutputs).enumerated().compactMap {
        position, output -> NDArray? in
        guard output.1 else { return nil }
        return NDArray(literal: .integer(position == 0 ? 1 : 0), shape: output.0.shape, dtype: output.0.dtype)
      }
      let gradients = try trace.inline(backward, forward[outputs.count...] + seeds)
      return results + gradients
    }.graph.pruned()
  }
}
