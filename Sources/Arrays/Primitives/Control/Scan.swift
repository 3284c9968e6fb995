internal import StableHLO

/// A body repeated over the items of arrays, each round passing values on to the next.
///
/// Operands: constants, the same in every round; carries, before the first round; stacked items, an axis more than the
/// body sees. The body takes constants, carries and one item of each stack, and gives the carries of the next round
/// followed by one item of each stacked result. Results: the last carries, then the stacks.
struct Scan: CallingPrimitive {
  static let name = "scan"

  var body: Graph
  var constantCount: Int
  var carryCount: Int
  /// The number of rounds.
  var length: Int
  /// Whether the last items come first.
  var isReversed: Bool
  /// How many rounds are written one after another in a turn of the loop.
  var unroll = 1

  /// The positions of the operands, and of the body's inputs, by what they are.
  var constants: Range<Int> { 0..<constantCount }
  var carries: Range<Int> { constantCount..<constantCount + carryCount }
  var items: Range<Int> { constantCount + carryCount..<body.inputs.count }
  /// The positions of the stacked results among the results.
  var stacks: Range<Int> { carryCount..<body.outputs.count }

  func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] {
    let inputs = body.inputTypes
    let expected = inputs.enumerated().map { items.contains($0) ? $1.stacked(length) : $1 }
    guard operands == expected else {
      throw ArrayError.structure(
        operation: Self.name, problem: "the body takes \(expected), the operands are \(operands)")
    }
    let outputs = body.outputTypes
    guard Array(outputs.prefix(carryCount)) == Array(inputs[carries]) else {
      throw ArrayError.structure(
        operation: Self.name,
        problem: "the body takes carries \(inputs[carries]) and gives \(outputs.prefix(carryCount))")
    }
    return outputs.enumerated().map { $0 < carryCount ? $1 : $1.stacked(length) }
  }

  func batch(_ operands: [Batched], size: Int) throws -> [Batched] {
    try batch(operands, over: MappedAxis(size: size))
  }

  func batch(_ operands: [Batched], over axis: MappedAxis) throws -> [Batched] {
    var isBatched = operands.map { $0.axis != nil }
    while true {
      let forced = body.outputs.indices.map { $0 < carryCount && isBatched[carries.lowerBound + $0] }
      let (batched, outputs) = try body.batchedFirst(isBatched, over: axis, forcing: forced)
      // A carry that one round makes differ from item to item does so for the next one.
      if Array(outputs.prefix(carryCount)) != Array(isBatched[carries]) {
        isBatched.replaceSubrange(carries, with: outputs.prefix(carryCount))
        continue
      }
      var scan = self
      scan.body = batched
      let arrays = try operands.enumerated().map { position, operand in
        guard isBatched[position] else { return operand.array }
        return try operand.placed(at: items.contains(position) ? 1 : 0, size: axis.size)
      }
      return try zip(scan.apply(arrays), outputs).enumerated().map { position, result in
        Batched(array: result.0, axis: result.1 ? (stacks.contains(position) ? 1 : 0) : nil)
      }
    }
  }

  var subgraphs: [Graph] { [body] }

  func calling(_ subgraphs: [Graph]) -> Scan {
    var scan = self
    scan.body = subgraphs[0]
    return scan
  }

  func interpret(_ operands: [NDArray], _ call: GraphCall) throws -> [NDArray] {
    var carry = Array(operands[carries])
    var rounds: [[NDArray]] = []
    for round in 0..<length {
      let place = isReversed ? length - 1 - round : round
      let given = try call(
        body, operands[constants] + carry + items.map { try operands[$0][place] }, "round \(round) of \(Self.name)")
      carry = Array(given.prefix(carryCount))
      rounds.append(Array(given.dropFirst(carryCount)))
    }
    let stacked = try stacks.map { position in
      guard length > 0 else { return try body.outputTypes[position].stacked(0).zeros() }
      let items = rounds.map { $0[position - carryCount] }
      return try NDArray.stack(isReversed ? items.reversed() : items)
    }
    return carry + stacked
  }
}
