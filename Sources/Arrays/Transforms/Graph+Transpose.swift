extension Graph {
  /// The transpose of a function that is linear in its inputs after the first few.
  ///
  /// - Parameter residualCount: how many inputs, the first ones, are known values.
  /// - Returns: a graph from the known values, followed by the cotangents of the outputs, to the cotangents of the
  ///   linear inputs.
  func transposed(residualCount: Int) throws -> Graph {
    let linearInputs = inputs[residualCount...]
    let depends = dependents(on: linearInputs)
    let types = inputTypes[..<residualCount] + outputTypes
    return try Trace.record("transpose", Array(types)) { arguments in
      var known = [NDArray?](repeating: nil, count: self.types.count)
      for (input, argument) in zip(inputs[..<residualCount], arguments) { known[Int(input)] = argument }
      let trace = try Trace.required()
      for equation in equations where !equation.results.contains(where: { depends[Int($0)] }) {
        trace.inheritSite(of: equation)
        let operands = operands(of: equation).compactMap { known[Int($0)] }
        for (id, array) in zip(
          equation.results, try trace.record(equation.primitive, operands, resultTypes(of: equation)))
        {
          known[Int(id)] = array
        }
      }

      var cotangents = [NDArray?](repeating: nil, count: self.types.count)
      for (output, argument) in zip(outputs, arguments[residualCount...]) {
        cotangents[Int(output)] = try total(cotangents[Int(output)], argument)
      }
      for equation in equations.reversed() {
        let results = equation.results.map { cotangents[Int($0)] }
        guard results.contains(where: { $0 != nil }) else { continue }
        let ids = operands(of: equation)
        guard ids.contains(where: { depends[Int($0)] }) else { continue }
        trace.inheritSite(of: equation)
        let operands = ids.map { id -> LinearOperand in
          if !depends[Int(id)], let array = known[Int(id)] { return .known(array) }
          return .linear(type(id))
        }
        let contributions = try equation.primitive.transpose(results, operands)
        // A rule that finds no operand to be linear in says so by giving nothing.
        guard contributions.contains(where: { $0 != nil }) else {
          throw ArrayError.missingRule(
            primitive: Swift.type(of: equation.primitive).name, rule: "transpose for these operands",
            advice: "It is not linear in all of them together; the function must be linear in what is transposed.")
        }
        for (id, cotangent) in zip(ids, contributions) where depends[Int(id)] {
          cotangents[Int(id)] = try total(cotangents[Int(id)], cotangent)
        }
      }
      return try linearInputs.map { input in
        try cotangents[Int(input)] ?? NDArray.full(type(input).shape, 0, dtype: type(input).dtype)
      }
    }.graph.pruned()
  }
}
