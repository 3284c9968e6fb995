extension Graph {
  /// The function on inputs of which some have an extra axis, run for all places of that axis at once.
  ///
  /// - Parameters:
  ///   - axes: the place of the extra axis in each input; `nil` for inputs that are the same for all.
  ///   - size: the size of the extra axis.
  ///   - name: what to call the transformation in messages.
  /// - Returns: the graph, and the place of the axis in each output, `nil` for outputs that are the same for all.
  func batched(axes: [Int?], size: Int, name: String = "vmap") throws -> (graph: Graph, outputAxes: [Int?]) {
    var outputAxes: [Int?] = []
    let types = zip(inputTypes, axes).map { type, axis in
      guard let axis else { return type }
      var shape = type.shape
      shape.insert(size, at: axis)
      return type.with(shape: shape)
    }
    let record = try Trace.record(name, types) { arguments in
      var values = [Batched?](repeating: nil, count: self.types.count)
      for (position, input) in inputs.enumerated() {
        values[Int(input)] = Batched(array: arguments[position], axis: axes[position])
      }
      let trace = try Trace.required()
      for equation in equations {
        trace.inheritSite(of: equation)
        let operands = operands(of: equation).compactMap { values[Int($0)] }
        let results: [Batched]
        if operands.allSatisfy({ $0.axis == nil }) {
          results = try trace.record(equation.primitive, operands.map(\.array), resultTypes(of: equation))
            .map { Batched(array: $0, axis: nil) }
        } else {
          results = try equation.primitive.batch(operands, size: size)
        }
        for (id, result) in zip(equation.results, results) { values[Int(id)] = result }
      }
      let results = outputs.compactMap { values[Int($0)] }
      outputAxes = results.map(\.axis)
      return results.map(\.array)
    }
    return (record.graph, outputAxes)
  }
}
