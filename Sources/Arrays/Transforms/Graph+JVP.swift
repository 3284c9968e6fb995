extension Graph {
  /// The function that computes this one together with how its results change when some inputs change.
  ///
  /// - Parameters:
  ///   - active: which inputs have tangents; they must be floating point.
  ///   - isForced: which outputs shall have tangents though these may be zero; none unless given.
  /// - Returns: a graph of the inputs followed by the tangents of the active ones, giving the outputs followed by the
  ///   tangents of those that have one; and which do.
  func jvp(active: [Bool], forcing isForced: [Bool]? = nil) throws -> (graph: Graph, activeOutputs: [Bool]) {
    var activeOutputs: [Bool] = []
    let tangentTypes = zip(inputTypes, active).filter(\.1).map(\.0)
    let record = try Trace.record("jvp", inputTypes + tangentTypes) { arguments in
      var primals = [NDArray?](repeating: nil, count: types.count)
      var tangents = [NDArray?](repeating: nil, count: types.count)
      var next = inputs.count
      for (position, input) in inputs.enumerated() {
        primals[Int(input)] = arguments[position]
        guard active[position] else { continue }
        tangents[Int(input)] = arguments[next]
        next += 1
      }
      let trace = try Trace.required()
      for equation in equations {
        let ids = operands(of: equation)
        let operands = ids.compactMap { primals[Int($0)] }
        if ids.allSatisfy({ tangents[Int($0)] == nil }) {
          for (id, array) in zip(
            equation.results, try trace.record(equation.primitive, operands, resultTypes(of: equation)))
          {
            primals[Int(id)] = array
          }
          continue
        }
        let (results, changes) = try equation.primitive.jvp(operands, ids.map { tangents[Int($0)] })
        for (position, id) in equation.results.enumerated() {
          primals[Int(id)] = results[position]
          tangents[Int(id)] = changes[position]
        }
      }
      let changes = try outputs.enumerated().map { position, output in
        let isNeeded = isForced?[position] ?? false
        return try tangents[Int(output)] ?? (isNeeded ? type(output).zeros() : nil)
      }
      activeOutputs = changes.map { $0 != nil }
      return outputs.compactMap { primals[Int($0)] } + changes.compactMap { $0 }
    }
    return (record.graph, activeOutputs)
  }
}
