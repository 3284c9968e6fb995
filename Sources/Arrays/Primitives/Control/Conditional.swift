internal import StableHLO

/// One of several functions, chosen by the first operand, an `int32` scalar; the rest are the operands of all of them.
struct Conditional: CallingPrimitive {
  static let name = "cond"

  /// Functions of the same types; results agree in their types.
  var branches: [Graph]

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands.first == ArrayType([], .int32) else {
      throw ArrayError.structure(
        operation: Self.name,
        problem: "the index must be an int32 scalar, found \(operands.first?.description ?? "none")")
    }
    guard let first = branches.first else {
      throw ArrayError.structure(operation: Self.name, problem: "there is no branch to choose")
    }
    for branch in branches
    where branch.inputTypes != Array(operands.dropFirst()) || branch.outputTypes != first.outputTypes {
      throw ArrayError.structure(
        operation: Self.name,
        problem: "a branch from \(branch.inputTypes) to \(branch.outputTypes) does not fit operands "
          + "\(operands.dropFirst()) and results \(first.outputTypes)")
    }
    return first.outputTypes
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let rest = Array(operands.dropFirst())
    return builder.choose(
      operands[0], to: results, callingHost: hasEffect,
      branches: branches.map { branch in { builder in branch.lower(rest, in: &builder) } })
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    let isActive = tangents.dropFirst().map { $0 != nil }
    let outputs = try union { try $0.jvp(active: isActive).activeOutputs }
    let joint = Conditional(branches: try branches.map { try $0.jvp(active: isActive, forcing: outputs).graph })
    let results = try joint.apply(primals + tangents.dropFirst().compactMap { $0 })
    var changes = results[outputs.count...]
    return (Array(results.prefix(outputs.count)), outputs.map { $0 ? changes.removeFirst() : nil })
  }

  /// For each output, whether something holds of it in any branch.
  private func union(_ property: (Graph) throws -> [Bool]) rethrows -> [Bool] {
    let lists = try branches.map(property)
    return branches[0].outputs.indices.map { output in lists.contains { $0[output] } }
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    guard let index = operands[0].known else {
      throw ArrayError.missingRule(
        primitive: "cond", rule: "transpose of its index", advice: "An index has no derivative.")
    }
    let rest = operands.dropFirst()
    let (known, linear) = (rest.indices.filter { !rest[$0].isLinear }, rest.indices.filter { rest[$0].isLinear })
    let given = cotangents.indices.filter { cotangents[$0] != nil }
    let backward = try branches.map { branch in
      try branch.rearranged(inputs: (known + linear).map { $0 - 1 }, outputs: given)
        .transposed(residualCount: known.count)
    }
    let results = try Conditional(branches: backward).apply(
      [index] + known.compactMap { rest[$0].known } + cotangents.compactMap { $0 })
    var all = [NDArray?](repeating: nil, count: operands.count)
    for (place, result) in zip(linear, results) { all[place] = result }
    return all
  }

  /// Two choices by the same index: the first passes on what the branch of the second needs.
  func split(known isKnown: [Bool]) throws -> SplitGraph? {
    guard isKnown[0] else { return nil }
    let inputs = Array(isKnown.dropFirst())
    let unknownOutputs = try union { try $0.split(known: inputs).knownOutputs.map { !$0 } }
    let parts = try branches.map { try $0.split(known: inputs, unknownOutputs: unknownOutputs) }
    let knownOutputs = unknownOutputs.map { !$0 }
    let knownCount = knownOutputs.count { $0 }

    // Residuals of different branches share a place where their types agree; what a branch lacks is zero.
    var slots: [ArrayType] = []
    let places = parts.map { part in
      var free = Array(slots.indices)
      return part.known.outputTypes[knownCount...].map { type in
        if let position = free.firstIndex(where: { slots[$0] == type }) { return free.remove(at: position) }
        slots.append(type)
        return slots.count - 1
      }
    }
    let forward = try zip(parts, places).map { part, places in
      try Trace.record("split", part.known.inputTypes) { arguments in
        let results = try part.known.traced(arguments)
        let residuals = Dictionary(uniqueKeysWithValues: zip(places, results[knownCount...]))
        return try results[..<knownCount] + slots.enumerated().map { try residuals[$0] ?? $1.zeros() }
      }.graph
    }
    let unknownTypes = zip(branches[0].inputTypes, inputs).filter { !$1 }.map(\.0)
    let rest = try zip(parts, places).map { part, places in
      try Trace.record("split", slots + unknownTypes) { arguments in
        try part.unknown.traced(places.map { arguments[$0] } + arguments[slots.count...])
      }.graph
    }
    let index = ArrayType([], .int32)
    let known = try Trace.record("split", [index] + zip(branches[0].inputTypes, inputs).filter(\.1).map(\.0)) {
      let results = try Conditional(branches: forward).apply($0)
      return results[..<knownCount] + [$0[0]] + results[knownCount...]
    }.graph
    let unknown = try Trace.record("split", [index] + slots + unknownTypes) {
      try Conditional(branches: rest).apply($0)
    }.graph
    return SplitGraph(
      known: known, unknown: unknown, residualCount: 1 + slots.count, knownOutputs: knownOutputs)
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    try batch(operands, over: MappedAxis(size: size))
  }

  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched] {
    let isBatched = operands.dropFirst().map { $0.axis != nil }
    let arrays = try operands.map { $0.axis == nil ? $0.array : try $0.placed(at: 0, size: axis.size) }
    if operands[0].axis == nil {
      let outputs = try union { try $0.batchedFirst(isBatched, over: axis).isBatched }
      let batched = try branches.map { try $0.batchedFirst(isBatched, over: axis, forcing: outputs).graph }
      return try zip(Conditional(branches: batched).apply(arrays), outputs).map {
        Batched(array: $0, axis: $1 ? 0 : nil)
      }
    }
    // Each item makes a choice of its own: all branches run.
    let all = branches[0].outputs.map { _ in true }
    let results = try branches.map { branch in
      try branch.batchedFirst(isBatched, over: axis, forcing: all).graph.traced(Array(arrays.dropFirst()))
    }
    return try all.indices.map { output in
      let last = results[results.count - 1][output]
      let chosen = try results.indices.dropLast().reversed().reduce(last) { rest, number in
        let isChosen = try Compare(direction: .equal)(
          arrays[0], NDArray.full([axis.size], .integer(number), dtype: .int32))
        return try Select()(isChosen.broadcasted(to: last.shape, along: [0]), results[number][output], rest)
      }
      return Batched(array: chosen, axis: 0)
    }
  }

  var subgraphs: [Graph] { branches }

  func calling(_ subgraphs: [Graph]) -> Conditional { Conditional(branches: subgraphs) }

  func interpret(_ operands: [NDArray], _ call: GraphCall) throws -> [NDArray] {
    // As in a program: an index out of range chooses the last one.
    let index = Int(try operands[0].item(as: Int32.self))
    let chosen = branches.indices.contains(index) ? index : branches.count - 1
    return try call(branches[chosen], Array(operands.dropFirst()), "branch \(chosen) of \(Self.name)")
  }
}
