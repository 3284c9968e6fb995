extension Graph {
  /// The function on inputs of which some have an extra axis, run for all places of that axis at once.
  ///
  /// - Parameters:
  ///   - places: the place of the extra axis in each input; `nil` for inputs that are the same for all.
  ///   - axis: the size of the extra axis, and its name.
  ///   - transformation: what to call the transformation in messages.
  /// - Returns: the graph, and the place of the axis in each output, `nil` for outputs that are the same for all.
  func batched(
    _ places: [Int?], over axis: MappedAxis, name transformation: String = "vmap"
  ) throws -> (graph: Graph, outputAxes: [Int?]) {
    var outputAxes: [Int?] = []
    let graph = try batched(places, over: axis, name: transformation) { results in
      outputAxes = results.map(\.axis)
      return results.map(\.array)
    }
    return (graph, outputAxes)
  }

  /// The batched function with the extra axis first in every output that has it, and in those that are forced to.
  ///
  /// - Returns: the graph, and which outputs have the axis.
  func batchedFirst(
    _ isBatched: [Bool], over axis: MappedAxis, forcing isForced: [Bool]? = nil
  ) throws -> (graph: Graph, isBatched: [Bool]) {
    var hasAxis: [Bool] = []
    let graph = try batched(isBatched.map { $0 ? 0 : nil }, over: axis, name: "vmap") { results in
      hasAxis = results.enumerated().map { $1.axis != nil || isForced?[$0] ?? false }
      return try zip(results, hasAxis).map { try $1 ? $0.placed(at: 0, size: axis.size) : $0.array }
    }
    return (graph, hasAxis)
  }

  private func batched(
    _ places: [Int?], over axis: MappedAxis, name transformation: String,
    finish: ([Batched]) throws -> [NDArray]
  ) throws -> Graph {
    let types = zip(inputTypes, places).map { type, place in
      guard let place else { return type }
      var shape = type.shape
      shape.insert(axis.size, at: place)
      return type.with(shape: shape)
    }
    return try Trace.record(transformation, types) { arguments in
      var values = [Batched?](repeating: nil, count: self.types.count)
      for (position, input) in inputs.enumerated() {
        values[Int(input)] = Batched(array: arguments[position], axis: places[position])
      }
      let trace = try Trace.required()
      for equation in equations {
        let operands = operands(of: equation).compactMap { values[Int($0)] }
        let results: [Batched]
        if operands.allSatisfy({ $0.axis == nil }), !(axis.name.map(equation.primitive.refers) ?? false) {
          results = try trace.record(equation.primitive, operands.map(\.array), resultTypes(of: equation))
            .map { Batched(array: $0, axis: nil) }
        } else {
          results = try equation.primitive.batch(operands, over: axis)
        }
        for (id, result) in zip(equation.results, results) { values[Int(id)] = result }
      }
      return try finish(outputs.compactMap { values[Int($0)] })
    }.graph
  }
}
