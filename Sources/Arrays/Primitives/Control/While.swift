internal import StableHLO

/// A body repeated while a condition holds.
///
/// Operands: constants of the condition, constants of the body, carries before the first round. The condition takes its
/// constants and the carries and gives one boolean; the body takes its own and gives the carries of the next round.
/// How often it runs is not known when it is recorded, so it has no reverse derivative.
struct While: CallingPrimitive {
  static let name = "while"

  var condition: Graph
  var body: Graph
  var conditionConstantCount: Int
  var bodyConstantCount: Int

  private var carryCount: Int { body.outputs.count }
  /// The positions of the operands by what they are.
  private var conditionConstants: Range<Int> { 0..<conditionConstantCount }
  private var bodyConstants: Range<Int> { conditionConstantCount..<conditionConstantCount + bodyConstantCount }
  private var carries: Range<Int> { bodyConstants.upperBound..<bodyConstants.upperBound + carryCount }

  private func conditionOperands<Element>(_ operands: [Element]) -> [Element] {
    Array(operands[conditionConstants] + operands[carries])
  }

  private func bodyOperands<Element>(_ operands: [Element]) -> [Element] {
    Array(operands[bodyConstants] + operands[carries])
  }

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    guard operands.count == carries.upperBound, condition.inputTypes == conditionOperands(operands),
      body.inputTypes == bodyOperands(operands), body.outputTypes == Array(operands[carries]),
      condition.outputTypes == [ArrayType([], .bool)]
    else {
      throw ArrayError.structure(
        operation: Self.name,
        problem: "the operands \(operands) do not fit a condition of \(condition.inputTypes) "
          + "and a body of \(body.inputTypes)")
    }
    return body.outputTypes
  }

  func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
    let final = builder.whileLoop(operands, callingHost: hasEffect) { builder, values in
      condition.lower(conditionOperands(values), in: &builder)[0]
    } body: { builder, values in
      values[..<carries.lowerBound] + body.lower(bodyOperands(values), in: &builder)
    }
    return Array(final[carries])
  }

  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    var isActive = tangents.map { $0 != nil }
    while true {
      let (joint, outputs) = try body.jvp(active: bodyOperands(isActive), forcing: Array(isActive[carries]))
      if outputs != Array(isActive[carries]) {
        isActive.replaceSubrange(carries, with: outputs)
        continue
      }
      guard outputs.contains(true) else { return (try apply(primals), outputs.map { _ in nil }) }
      let activeTypes = zip(body.outputTypes, outputs).filter(\.1).map(\.0)
      let inputs = JointOrder(bodyOperands(isActive))
      var loop = self
      loop.condition = try condition.takingFurtherInputs(activeTypes)
      loop.body = joint.rearranged(
        inputs: inputs.positions(0..<bodyConstantCount)
          + inputs.positions(bodyConstantCount..<bodyConstantCount + carryCount))
      let constantTangents = bodyConstants.compactMap { tangents[$0] }
      loop.bodyConstantCount = bodyConstantCount + constantTangents.count
      let carryTangents = try carries.filter { isActive[$0] }.map { try tangents[$0] ?? primals[$0].type.zeros() }
      let results = try loop.apply(
        primals[..<carries.lowerBound] + constantTangents + primals[carries] + carryTangents)
      var changes = results[carryCount...]
      return (Array(results.prefix(carryCount)), outputs.map { $0 ? changes.removeFirst() : nil })
    }
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    throw ArrayError.missingRule(
      primitive: "whileLoop", rule: "reverse derivative",
      advice: "How often it runs is not known before. Use scan or foriLoop with Int bounds, or forward mode: jvp.")
  }

  /// A loop over the carries that nothing unknown reaches; the rest needs the whole loop.
  func split(known isKnownOperand: [Bool]) throws -> SplitGraph? {
    guard !isKnownOperand[conditionConstants].contains(false) else { return nil }
    var isKnown = isKnownOperand
    while true {
      let known = try body.split(known: bodyOperands(isKnown)).knownOutputs
      let next = zip(known, isKnown[carries]).map { $0 && $1 }
      if next == Array(isKnown[carries]) { break }
      isKnown.replaceSubrange(carries, with: next)
    }
    let unknownCarries = carries.filter { !isKnown[$0] }
    let conditionDepends = condition.dependents(
      on: unknownCarries.map { condition.inputs[conditionConstantCount + $0 - carries.lowerBound] })
    guard !condition.outputs.contains(where: { conditionDepends[Int($0)] }), isKnown[carries].contains(true) else {
      return nil
    }
    let knownCarries = carries.filter { isKnown[$0] }
    let knownPlaces = knownCarries.map { $0 - carries.lowerBound }
    let types = condition.inputTypes.prefix(conditionConstantCount) + body.inputTypes
    let knownOperands = isKnownOperand.indices.filter { isKnownOperand[$0] }
    let known = try Trace.record("split", knownOperands.map { types[$0] }) { arguments in
      let byPlace = Dictionary(uniqueKeysWithValues: zip(knownOperands, arguments))
      let constants = bodyConstants.filter { isKnown[$0] }
      let loop = While(
        condition: try condition.knownPart(conditionOperands(isKnown), outputs: [0]),
        body: try body.knownPart(bodyOperands(isKnown), outputs: knownPlaces),
        conditionConstantCount: conditionConstantCount, bodyConstantCount: constants.count)
      return try loop.apply((Array(conditionConstants) + constants + knownCarries).compactMap { byPlace[$0] })
        + arguments
    }.graph
    let unknownOperands = isKnownOperand.indices.filter { !isKnownOperand[$0] }
    let unknown = try Trace.record("split", (knownOperands + unknownOperands).map { types[$0] }) { arguments in
      let byPlace = Dictionary(uniqueKeysWithValues: zip(knownOperands + unknownOperands, arguments))
      // What is printed is printed by the first loop.
      let loop = calling(subgraphs.map { $0.withoutEffects() })
      let results = try loop.apply(types.indices.compactMap { byPlace[$0] })
      return unknownCarries.map { results[$0 - carries.lowerBound] }
    }.graph
    return SplitGraph(
      known: known, unknown: unknown, residualCount: knownOperands.count, knownOutputs: Array(isKnown[carries]))
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    try batch(operands, over: MappedAxis(size: size))
  }

  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched] {
    var isBatched = operands.map { $0.axis != nil }
    while true {
      let (test, testIsBatched) = try condition.batchedFirst(conditionOperands(isBatched), over: axis)
      if testIsBatched[0], isBatched[carries].contains(false) {
        // Items that are done must keep their values while others go on.
        isBatched.replaceSubrange(carries, with: carries.map { _ in true })
        continue
      }
      let (round, outputs) = try body.batchedFirst(
        bodyOperands(isBatched), over: axis, forcing: Array(isBatched[carries]))
      if outputs != Array(isBatched[carries]) {
        isBatched.replaceSubrange(carries, with: outputs)
        continue
      }
      var loop = self
      (loop.condition, loop.body) = (test, round)
      if testIsBatched[0] { try loop.goOnWhileAny(size: axis.size) }
      var arrays = try operands.enumerated().map { position, operand in
        isBatched[position] ? try operand.placed(at: 0, size: axis.size) : operand.array
      }
      if testIsBatched[0] { arrays.insert(contentsOf: arrays[conditionConstants], at: bodyConstants.lowerBound) }
      return try zip(loop.apply(arrays), outputs).map { Batched(array: $0, axis: $1 ? 0 : nil) }
    }
  }

  /// Makes a loop with a condition for each item go on while any of them holds, and leave the items that are done.
  ///
  /// The body gets the constants of the condition before its own.
  private mutating func goOnWhileAny(size: Int) throws {
    let (test, round, carryCount) = (condition, body, carryCount)
    let constantCount = conditionConstantCount
    condition = try Trace.record("vmap", test.inputTypes) { arguments in
      [try ReduceOr(axes: [0])(test.traced(arguments)[0])]
    }.graph
    body = try Trace.record("vmap", test.inputTypes.prefix(constantCount) + round.inputTypes) { arguments in
      let carries = arguments.suffix(carryCount)
      let goesOn = try test.traced(Array(arguments[..<constantCount]) + carries)[0]
      let next = try round.traced(Array(arguments[constantCount...]))
      return try zip(carries, next).map { old, new in
        try Select()(goesOn.broadcasted(to: new.shape, along: [0]), new, old)
      }
    }.graph
    bodyConstantCount += constantCount
  }

  var subgraphs: [Graph] { [condition, body] }

  func calling(_ subgraphs: [Graph]) -> While {
    var loop = self
    (loop.condition, loop.body) = (subgraphs[0], subgraphs[1])
    return loop
  }

  func interpret(_ operands: [NDArray], _ call: GraphCall) throws -> [NDArray] {
    var operands = operands
    var round = 0
    while try call(condition, conditionOperands(operands), "condition of \(Self.name)")[0].item(as: Bool.self) {
      let next = try call(body, bodyOperands(operands), "round \(round) of \(Self.name)")
      operands.replaceSubrange(carries, with: next)
      round += 1
    }
    return Array(operands[carries])
  }
}

extension Graph {
  /// The function with inputs that it does not look at after its own.
  func takingFurtherInputs(_ types: [ArrayType]) throws -> Graph {
    var graph = self
    for type in types { _ = graph.addInput(type) }
    return graph
  }

  /// The part of the function that its known inputs decide, from those to some of its outputs.
  ///
  /// - Parameter wanted: positions of known outputs, ascending.
  fileprivate func knownPart(_ isKnown: [Bool], outputs wanted: [Int]) throws -> Graph {
    let parts = try split(known: isKnown, unknownOutputs: outputs.indices.map { !wanted.contains($0) })
    return parts.known.rearranged(outputs: Array(wanted.indices)).pruned()
  }
}
