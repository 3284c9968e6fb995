internal import StableHLO

/// A function with a forward derivative of its user's own.
struct CustomJVPCall: CallingPrimitive {
  static let name = "custom_jvp"

  var body: Graph
  /// From the operands, followed by tangents of all floating point ones, to the results, followed by tangents of all
  /// floating point ones.
  var rule: Graph
  /// How many operands, the last ones, the function took from outside itself; they cannot have tangents.
  var captureCount: Int

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    try body.resultTypes(ofCallOn: operands, for: Self.name)
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    body.lower(operands, in: &builder)
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let arguments = primals.dropLast(captureCount)
    try CustomDerivative.requireNone(tangents.suffix(captureCount), in: "customJVP")
    let changes = try zip(arguments, tangents).compactMap { primal, tangent in
      primal.dtype.isFloating ? try tangent ?? primal.type.zeros() : nil
    }
    let results = try rule.traced(primals + changes)
    var given = results[body.outputs.count...]
    return (
      Array(results.prefix(body.outputs.count)),
      body.outputTypes.map { $0.dtype.isFloating ? given.removeFirst() : nil }
    )
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    try batch(operands, over: MappedAxis(size: size))
  }

  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched] {
    let isBatched = operands.map { $0.axis != nil }
    let tangents = zip(body.inputTypes, isBatched).dropLast(captureCount).filter(\.0.dtype.isFloating).map(\.1)
    var call = self
    call.body = try body.batchedFirst(isBatched, over: axis, forcing: body.outputs.map { _ in true }).graph
    call.rule = try rule.batchedFirst(isBatched + tangents, over: axis, forcing: rule.outputs.map { _ in true }).graph
    let arrays = try operands.map { $0.axis == nil ? $0.array : try $0.placed(at: 0, size: axis.size) }
    return try call.apply(arrays).map { Batched(array: $0, axis: 0) }
  }

  var subgraphs: [Graph] { [body, rule] }

  func calling(_ subgraphs: [Graph]) -> CustomJVPCall {
    CustomJVPCall(body: subgraphs[0], rule: subgraphs[1], captureCount: captureCount)
  }

  func interpret(_ operands: [NDArray], _ call: GraphCall) throws -> [NDArray] {
    try call(body, operands, Self.name)
  }
}

/// What functions with derivatives of their user's own have in common.
enum CustomDerivative {
  /// Refuses tangents of what the function took from outside itself: its rule says nothing of them.
  static func requireNone(_ tangents: some Sequence<NDArray?>, in operation: String) throws {
    guard let tangent = tangents.lazy.compactMap({ $0 }).first else { return }
    throw ArrayError.argument(
      operation: operation,
      problem:
        "the function captures an array \(tangent.type) that is differentiated, and the rule says nothing of it. "
        + "Pass it as an argument")
  }
}
