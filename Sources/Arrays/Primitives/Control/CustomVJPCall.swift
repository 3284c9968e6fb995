internal import StableHLO

/// A function with a reverse derivative of its user's own.
struct CustomVJPCall: CallingPrimitive {
  static let name = "custom_vjp"

  var body: Graph
  /// From the operands to the results, followed by what the pullback needs to know.
  var forward: Graph
  /// From what it needs to know, followed by cotangents of the floating point results, to cotangents of the floating
  /// point arguments.
  var backward: Graph
  /// How many operands, the last ones, the function took from outside itself; they cannot have tangents.
  var captureCount: Int

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    try body.resultTypes(ofCallOn: operands, for: Self.name)
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    body.lower(operands, in: &builder)
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    try CustomDerivative.requireNone(tangents.suffix(captureCount), in: "customVJP")
    let changes = try zip(primals, tangents).dropLast(captureCount).compactMap { primal, tangent in
      primal.dtype.isFloating ? try tangent ?? primal.type.zeros() : nil
    }
    let results = try forward.traced(primals)
    let residuals = Array(results[body.outputs.count...])
    let pullback = CustomPullback(
      backward: backward, residualCount: residuals.count, results: body.outputTypes.filter(\.dtype.isFloating))
    var given = try pullback.apply(residuals + changes)[...]
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
    let all = { (graph: Graph) in graph.outputs.map { _ in true } }
    var call = self
    call.body = try body.batchedFirst(isBatched, over: axis, forcing: all(body)).graph
    call.forward = try forward.batchedFirst(isBatched, over: axis, forcing: all(forward)).graph
    // An argument that is the same for all items gets the sum of what each of them sends back.
    let pulled = try backward.batchedFirst(backward.inputs.map { _ in true }, over: axis, forcing: all(backward)).graph
    let isShared = zip(body.inputTypes, isBatched).dropLast(captureCount).filter(\.0.dtype.isFloating).map { !$0.1 }
    call.backward = try Trace.record("vmap", pulled.inputTypes) { arguments in
      try zip(pulled.traced(arguments), isShared).map { $1 ? try ReduceSum(axes: [0])($0) : $0 }
    }.graph
    let arrays = try operands.map { $0.axis == nil ? $0.array : try $0.placed(at: 0, size: axis.size) }
    return try call.apply(arrays).map { Batched(array: $0, axis: 0) }
  }

  var subgraphs: [Graph] { [body, forward, backward] }

  func calling(_ subgraphs: [Graph]) -> CustomVJPCall {
    CustomVJPCall(body: subgraphs[0], forward: subgraphs[1], backward: subgraphs[2], captureCount: captureCount)
  }

  func interpret(_ operands: [NDArray], _ call: GraphCall) throws -> [NDArray] {
    try call(body, operands, Self.name)
  }
}

/// The linear map of which only the transpose is known: the derivative of a ``CustomVJPCall``.
///
/// Operands: what the transpose needs to know, then tangents of the arguments.
struct CustomPullback: Primitive {
  static let name = "custom_pullback"

  var backward: Graph
  var residualCount: Int
  var results: [ArrayType]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { results }

  func checkLowering() throws { throw Self.noForwardDerivative }

  /// Never called: ``checkLowering()`` throws before.
  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] { [] }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    throw Self.noForwardDerivative
  }

  static let noForwardDerivative = ArrayError.missingRule(
    primitive: "customVJP", rule: "forward derivative",
    advice: "Its rule gives the reverse derivative alone: use grad or vjp, or write a customJVP.")

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    let residuals = operands[..<residualCount].compactMap(\.known)
    guard residuals.count == residualCount else { throw Self.noForwardDerivative }
    let given = try zip(cotangents, results).map { try $0 ?? $1.zeros() }
    return residuals.map { _ in nil } + (try backward.traced(residuals + given))
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    try batch(operands, over: MappedAxis(size: size))
  }

  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched] {
    var pullback = self
    let all = backward.outputs.map { _ in true }
    pullback.backward = try backward.batchedFirst(backward.inputs.map { _ in true }, over: axis, forcing: all).graph
    pullback.results = results.map { $0.stacked(axis.size) }
    let arrays = try operands.map { try $0.placed(at: 0, size: axis.size) }
    return try pullback.apply(arrays).map { Batched(array: $0, axis: 0) }
  }

  var subgraphs: [Graph] { [backward] }
}
