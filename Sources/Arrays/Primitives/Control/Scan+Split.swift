extension Scan {
  /// Two loops: one over what is known, and one over the rest, which takes what it needs of the first as items.
  ///
  /// What is the same in every round is computed once, before the loop.
  func split(known isKnownOperand: [Bool]) throws -> SplitGraph? {
    var isKnown = isKnownOperand
    while true {
      let isUnknownOutput = body.outputs.indices.map { $0 < carryCount && !isKnown[carries.lowerBound + $0] }
      let parts = try body.split(known: isKnown, unknownOutputs: isUnknownOutput)
      // A carry that one round makes unknown is so in the next one.
      if Array(parts.knownOutputs.prefix(carryCount)) != Array(isKnown[carries]) {
        isKnown.replaceSubrange(carries, with: parts.knownOutputs.prefix(carryCount))
        continue
      }
      return try split(parts, isKnown, isKnownOperand)
    }
  }

  private func split(_ parts: SplitGraph, _ isKnown: [Bool], _ isKnownOperand: [Bool]) throws -> SplitGraph {
    let knownInputs = isKnown.indices.filter { isKnown[$0] }
    let knownOutputs = parts.knownOutputs.indices.filter { parts.knownOutputs[$0] }
    let unknownInputs = isKnown.indices.filter { !isKnown[$0] }
    let residuals = Residuals(parts, places: knownInputs, knownOutputCount: knownOutputs.count, scan: self)

    // The loop over what is known gives its results, then the stacks of what differs from round to round.
    let types = operandTypes
    let knownOperands = isKnownOperand.indices.filter { isKnownOperand[$0] }
    let known = try Trace.record("split", knownOperands.map { types[$0] }) { arguments in
      let byPlace = Dictionary(uniqueKeysWithValues: zip(knownOperands, arguments))
      let operands = knownInputs.compactMap { byPlace[$0] }
      var scan = self
      scan.body = parts.known.rearranged(outputs: Array(knownOutputs.indices) + residuals.stacked).pruned()
      scan.constantCount = knownInputs.count { constants.contains($0) }
      scan.carryCount = knownInputs.count { carries.contains($0) }
      let results = scan.body.outputs.isEmpty && !scan.hasEffect ? [] : try scan.apply(operands)
      // Of all operands this part of the body looks at constants alone, which are the same within the loop.
      let fixed = try parts.known.withoutEffects().rearranged(outputs: residuals.fixed).pruned().traced(operands)
      let starts = carries.filter { !isKnown[$0] && isKnownOperand[$0] }.compactMap { byPlace[$0] }
      let items = residuals.items.compactMap { byPlace[$0] }
      return results[..<knownOutputs.count] + starts + fixed + results[knownOutputs.count...] + items
    }.graph.pruned()

    // The other loop takes the residuals that stay as constants and those that differ as items.
    let startCount = carries.count { !isKnown[$0] && isKnownOperand[$0] }
    let residualTypes = known.outputTypes[knownOutputs.count...]
    let unknownOperands = isKnownOperand.indices.filter { !isKnownOperand[$0] }
    let unknown = try Trace.record("split", residualTypes + unknownOperands.map { types[$0] }) { arguments in
      var rest = arguments[...]
      var starts = rest.take(startCount)[...]
      let fixed = rest.take(residuals.fixed.count)
      let stacked = rest.take(residuals.stacked.count + residuals.items.count)
      let byPlace = Dictionary(uniqueKeysWithValues: zip(unknownOperands, rest))
      let constants = unknownInputs.filter { self.constants.contains($0) }
      let items = unknownInputs.filter { self.items.contains($0) }
      let carry = carries.filter { !isKnown[$0] }
      var scan = self
      let residualOrder = residuals.fixed + residuals.stacked + residuals.itemResiduals
      let place = { (input: Int) in parts.residualCount + (unknownInputs.firstIndex(of: input) ?? 0) }
      scan.body = parts.unknown.rearranged(
        inputs: Array(residualOrder.prefix(fixed.count)).map { $0 - knownOutputs.count }
          + constants.map(place) + carry.map(place)
          + residualOrder.dropFirst(fixed.count).map { $0 - knownOutputs.count } + items.map(place))
      scan.constantCount = fixed.count + constants.count
      scan.carryCount = carry.count
      let begin = carry.compactMap { byPlace[$0] ?? starts.popFirst() }
      return try scan.apply(
        fixed + constants.compactMap { byPlace[$0] } + begin + stacked + items.compactMap { byPlace[$0] })
    }.graph
    return SplitGraph(
      known: known, unknown: unknown, residualCount: residualTypes.count, knownOutputs: parts.knownOutputs)
  }

  private var operandTypes: [ArrayType] {
    body.inputTypes.enumerated().map { items.contains($0) ? $1.stacked(length) : $1 }
  }

  /// The residuals of a body by how they pass to the other loop; numbers are those of the known part's outputs.
  private struct Residuals {
    /// The same in every round.
    var fixed: [Int] = []
    /// Computed anew in every round.
    var stacked: [Int] = []
    /// Items of an operand as they are, and the places of those operands.
    var itemResiduals: [Int] = []
    var items: [Int] = []

    init(_ parts: SplitGraph, places: [Int], knownOutputCount: Int, scan: Scan) {
      let graph = parts.known
      let varying = zip(places, graph.inputs).filter { !scan.constants.contains($0.0) }.map(\.1)
      let varies = graph.dependents(on: varying)
      for position in knownOutputCount..<graph.outputs.count {
        let value = graph.outputs[position]
        if !varies[Int(value)] {
          fixed.append(position)
        } else if let input = graph.inputs.firstIndex(of: value), scan.items.contains(places[input]) {
          itemResiduals.append(position)
          items.append(places[input])
        } else {
          stacked.append(position)
        }
      }
    }
  }
}
