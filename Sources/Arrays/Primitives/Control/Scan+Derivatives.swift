extension Scan {
  func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
    var isActive = tangents.map { $0 != nil }
    while true {
      let forced = body.outputs.indices.map { $0 < carryCount && isActive[carries.lowerBound + $0] }
      let (joint, outputs) = try body.jvp(active: isActive, forcing: forced)
      // A carry that gets a tangent in one round has it in the next one.
      if Array(outputs.prefix(carryCount)) != Array(isActive[carries]) {
        isActive.replaceSubrange(carries, with: outputs.prefix(carryCount))
        continue
      }
      let (inputs, given) = (JointOrder(isActive), JointOrder(outputs))
      var scan = self
      scan.body = joint.rearranged(
        inputs: inputs.positions(constants) + inputs.positions(carries) + inputs.positions(items),
        outputs: given.positions(0..<carryCount) + given.positions(stacks))
      scan.constantCount = inputs.positions(constants).count
      scan.carryCount = inputs.positions(carries).count
      let all =
        try primals
        + zip(primals, tangents).enumerated().compactMap { position, pair in
          isActive[position] ? try pair.1 ?? pair.0.type.zeros() : nil
        }
      let order = inputs.positions(constants) + inputs.positions(carries) + inputs.positions(items)
      let results = try scan.apply(order.map { all[$0] })
      let places = given.positions(0..<carryCount) + given.positions(stacks)
      var sorted = [NDArray?](repeating: nil, count: places.count)
      for (place, result) in zip(places, results) { sorted[place] = result }
      var changes = sorted[outputs.count...]
      return (sorted.prefix(outputs.count).compactMap { $0 }, outputs.map { $0 ? changes.removeFirst() : nil })
    }
  }

  func transpose(_ cotangents: [NDArray?], _ operands: [LinearOperand]) throws -> [NDArray?] {
    // A carry that starts from a known value is linear all the same: later rounds add tangents to it.
    let isKnown = operands.indices.map { !carries.contains($0) && !operands[$0].isLinear }
    let known = isKnown.indices.filter { isKnown[$0] }
    let linear = isKnown.indices.filter { !isKnown[$0] }
    let transposed = try body.rearranged(inputs: known + linear).transposed(residualCount: known.count)

    let knownConstants = known.filter { constants.contains($0) }
    let knownItems = known.filter { items.contains($0) }
    let linearConstants = linear.filter { constants.contains($0) }
    let linearItems = linear.filter { items.contains($0) }
    let givenStacks = stacks.filter { cotangents[$0] != nil }
    let inputs = body.inputTypes
    let (constantTypes, carryTypes) = (linearConstants.map { inputs[$0] }, Array(inputs[carries]))

    // From known constants, sums for linear constants, cotangents of carries, items of cotangents and known items to
    // the next sums and cotangents of carries, and the items of cotangents of the linear items.
    let types =
      knownConstants.map { inputs[$0] } + constantTypes + carryTypes + givenStacks.map { body.outputTypes[$0] }
      + knownItems.map { inputs[$0] }
    let reversed = try Trace.record("transpose", types) { arguments in
      var rest = arguments[...]
      let constants = rest.take(knownConstants.count)
      let sums = rest.take(linearConstants.count)
      let carry = rest.take(carryCount)
      var given = rest.take(givenStacks.count)[...]
      let stacked = try stacks.map { position in
        cotangents[position] == nil ? try body.outputTypes[position].zeros() : given.removeFirst()
      }
      var results = try transposed.traced(constants + Array(rest) + carry + stacked)[...]
      let added = try zip(sums, results.take(linearConstants.count)).map { try Add()($0, $1) }
      return added + Array(results)
    }.graph.pruned()

    let scan = Scan(
      body: reversed, constantCount: knownConstants.count, carryCount: linearConstants.count + carryCount,
      length: length, isReversed: !isReversed, unroll: unroll)
    var arguments = knownConstants.compactMap { operands[$0].known }
    arguments += try constantTypes.map { try $0.zeros() }
    arguments += try carryTypes.enumerated().map { try cotangents[$0] ?? $1.zeros() }
    arguments += givenStacks.compactMap { cotangents[$0] }
    arguments += knownItems.compactMap { operands[$0].known }
    var results = [NDArray?](repeating: nil, count: operands.count)
    let order = linearConstants + Array(carries) + linearItems
    for (position, result) in zip(order, try scan.apply(arguments)) where operands[position].isLinear {
      results[position] = result
    }
    return results
  }
}

/// The order of the inputs or outputs of a graph that ``Graph/jvp(active:forcing:)`` gives: all values, then the tangents
/// of the active ones.
struct JointOrder {
  private let isActive: [Bool]
  /// The place of the tangent of each active value.
  private var tangents: [Int] = []

  init(_ isActive: [Bool]) {
    self.isActive = isActive
    var next = isActive.count
    for isActive in isActive {
      tangents.append(next)
      if isActive { next += 1 }
    }
  }

  /// The places of some values, followed by those of their tangents.
  func positions(_ range: Range<Int>) -> [Int] { Array(range) + range.filter { isActive[$0] }.map { tangents[$0] } }
}

extension ArraySlice {
  /// Takes the first few elements away.
  mutating func take(_ count: Int) -> [Element] {
    defer { removeFirst(count) }
    return Array(prefix(count))
  }
}
