public import Trees

/// A function with a forward derivative of one's own, from which the reverse derivative follows.
///
///     let softAbs = customJVP { (x: NDArray) in try x.abs() } derivative: { x, change in
///       (try x.abs(), try x.tanh() * change)
///     }
///
/// - Parameters:
///   - function: a function of a tree.
///   - derivative: from the argument and its change to the result and its change; linear in the change. Arrays that are
///     not floating point have changes of zero, and those that it gives for them are ignored.
/// - Returns: a function that gives what `function` gives; its derivatives, of every order, are those of `derivative`.
/// - Throws: the function returned throws ``ArrayError/structure(operation:problem:)`` when `derivative` gives other
///   shapes or dtypes than `function`, and what the two throw.
public func customJVP<Argument: PyTree, Result: PyTree>(
  _ function: @escaping (Argument) throws -> Result,
  derivative: @escaping (_ argument: Argument, _ change: Argument) throws -> (result: Result, change: Result)
) -> (Argument) throws -> Result {
  { argument in
    let arrays = try argument.arrays()
    let body = try TreeRecord("customJVP", arrays) { symbols in
      try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
    }
    try body.cells.requireNoChanges(in: "customJVP")
    let types = arrays.map(\.type)
    let active = types.filter(\.dtype.isFloating)
    let rule = try Trace.record("customJVP", types + active, weak: arrays.map(\.isWeaklyTyped)) { symbols in
      var changes = symbols[arrays.count...]
      let all = try types.map { $0.dtype.isFloating ? changes.removeFirst() : try $0.zeros() }
      let (result, change) = try derivative(
        argument.replacingLeaves(of: NDArray.self, with: Array(symbols.prefix(arrays.count))),
        argument.replacingLeaves(of: NDArray.self, with: all))
      let (given, given2) = (try result.arrays(), try change.arrays())
      let wanted = body.graph.outputTypes
      try requireTypes(given, wanted, "customJVP", "the derivative's result", "the function's")
      let tangents = zip(given2, given2.count == wanted.count ? wanted : []).filter(\.1.dtype.isFloating)
      try requireTypes(
        given2.count == wanted.count ? tangents.map(\.0) : given2, wanted.filter(\.dtype.isFloating), "customJVP",
        "the derivative's change", "the function's result")
      return given + tangents.map(\.0)
    }
    try rule.cells.requireNoChanges(in: "customJVP")
    let captures = try body.captures + rule.captures
    let call = CustomJVPCall(
      body: try body.graph.takingFurtherInputs(try rule.captures.map(\.type)),
      rule: try rule.graph.withCaptures(
        after: arrays.count, active.count, others: body.captures.map(\.type)),
      captureCount: captures.count)
    return try body.fill(call.apply(arrays + captures))
  }
}

/// A function with a reverse derivative of one's own.
///
/// - Parameters:
///   - function: a function of a tree.
///   - forward: gives the result, and what `backward` needs to know.
///   - backward: from what it needs to know and the cotangent of the result to the cotangent of the argument. Arrays
///     that are not floating point have cotangents of zero, and those that it gives for them are ignored.
/// - Returns: a function that gives what `function` gives. It has no forward derivative: `jvp` throws
///   ``ArrayError/missingRule(primitive:rule:advice:)``.
/// - Throws: the function returned throws ``ArrayError/structure(operation:problem:)`` when `forward` or `backward` give
///   other shapes or dtypes than they should, and what the three throw.
public func customVJP<Argument: PyTree, Result: PyTree, Residual: PyTree>(
  _ function: @escaping (Argument) throws -> Result,
  forward: @escaping (Argument) throws -> (result: Result, residual: Residual),
  backward: @escaping (_ residual: Residual, _ cotangent: Result) throws -> Argument
) -> (Argument) throws -> Result {
  { argument in
    let arrays = try argument.arrays()
    let types = arrays.map(\.type)
    let body = try TreeRecord("customVJP", arrays) { symbols in
      try function(argument.replacingLeaves(of: NDArray.self, with: symbols))
    }
    try body.cells.requireNoChanges(in: "customVJP")
    let wanted = body.graph.outputTypes
    let ahead = try TreeRecord("customVJP", arrays) { symbols in
      let (result, residual) = try forward(argument.replacingLeaves(of: NDArray.self, with: symbols))
      try requireTypes(try result.arrays(), wanted, "customVJP", "the forward result", "the function's")
      return Pair(result, residual)
    }
    try ahead.cells.requireNoChanges(in: "customVJP")
    let residual = ahead.template.second
    let residualTypes = Array(ahead.graph.outputTypes.dropFirst(wanted.count))
    let back = try Trace.record("customVJP", residualTypes + wanted.filter(\.dtype.isFloating)) { symbols in
      var given = symbols[residualTypes.count...]
      let cotangents = try wanted.map { $0.dtype.isFloating ? given.removeFirst() : try $0.zeros() }
      let result = try backward(
        residual.replacingLeaves(of: NDArray.self, with: Array(symbols.prefix(residualTypes.count))),
        body.fill(cotangents)
      ).arrays()
      guard result.count == types.count else {
        throw ArrayError.structure(
          operation: "customVJP",
          problem: "the cotangent that backward gives has \(result.count) arrays, the argument has \(types.count)")
      }
      let active = zip(result, types).filter(\.1.dtype.isFloating)
      try requireTypes(
        active.map(\.0), active.map(\.1), "customVJP", "the cotangent that backward gives", "the argument")
      return active.map(\.0)
    }
    try back.cells.requireNoChanges(in: "customVJP")
    // What backward captures travels with the residuals.
    let captures = try body.captures + ahead.captures + back.captures
    let (first, second, third) = (
      body.captures.map(\.type), ahead.captures.map(\.type), try back.captures.map(\.type)
    )
    var forwardGraph = try ahead.graph.withCaptures(after: arrays.count, 0, others: first).takingFurtherInputs(third)
    forwardGraph.outputs += forwardGraph.inputs.suffix(third.count)
    let backwardInputs = back.graph.inputs.count
    let cotangentCount = backwardInputs - residualTypes.count - third.count
    let call = CustomVJPCall(
      body: try body.graph.takingFurtherInputs(second + third), forward: forwardGraph,
      backward: back.graph.rearranged(
        inputs: Array(0..<residualTypes.count) + Array(backwardInputs - third.count..<backwardInputs)
          + Array(residualTypes.count..<residualTypes.count + cotangentCount)),
      captureCount: captures.count)
    return try body.fill(call.apply(arrays + captures))
  }
}

extension Graph {
  /// The function with its captures, the last inputs, after those of another function that it does not look at, and
  /// all of them before the inputs that follow the first few.
  fileprivate func withCaptures(after first: Int, _ second: Int, others: [ArrayType]) throws -> Graph {
    let graph = try takingFurtherInputs(others)
    let captures = first + second..<inputs.count
    return graph.rearranged(
      inputs: Array(0..<first) + Array(captures.upperBound..<graph.inputs.count) + Array(captures)
        + Array(first..<first + second))
  }
}

private func requireTypes(
  _ arrays: [NDArray], _ types: [ArrayType], _ operation: String, _ name: String, _ other: String
) throws {
  let found = arrays.map(\.type)
  guard found == types else {
    throw ArrayError.structure(
      operation: operation, problem: "\(name) must be like \(other): \(types), found \(found)")
  }
}
