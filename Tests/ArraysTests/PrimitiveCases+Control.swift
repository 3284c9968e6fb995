@testable import Arrays

extension PrimitiveCases {
  /// A graph of float64 arrays of the given shapes.
  private static func graph(_ shapes: [[Int]], _ body: ([NDArray]) throws -> [NDArray]) -> Graph {
    let types = shapes.map { ArrayType($0, .float64) }
    // An empty graph fails the tests of its case.
    return (try? Trace.record("case", types, body).graph) ?? Graph()
  }

  private static func scan(
    constants: [[Int]], carries: [[Int]], items: [[Int]], length: Int, reversed: Bool = false, unroll: Int = 1,
    _ body: ([NDArray]) throws -> [NDArray]
  ) -> PrimitiveCase {
    let scan = Scan(
      body: graph(constants + carries + items, body), constantCount: constants.count, carryCount: carries.count,
      length: length, isReversed: reversed, unroll: unroll)
    let operands = (constants + carries + items.map { [length] + $0 }).map { OperandCase.array($0, -1...1) }
    let types = operands.map { ArrayType($0.shape, .float64) }
    return PrimitiveCase(
      primitive: scan, operands: operands, dtypes: [.float64],
      rejected: [Array(types.dropLast()), types.map { $0.with(dtype: .float32) }])
  }

  static let scans: [PrimitiveCase] = [
    // A recurrent network: everything depends on everything.
    scan(constants: [[3, 3]], carries: [[3]], items: [[3]], length: 4) { x in
      let state = try (x[0].matmul(x[1]) + x[2]).tanh()
      return [state, try state.sum()]
    },
    scan(constants: [[2]], carries: [[2]], items: [[2]], length: 3, reversed: true) { x in
      [try x[1] * x[0] + x[2].sin(), try x[1] * x[2]]
    },
    // One carry that the others do not reach, one that only passes on, results that are items as they are.
    scan(constants: [[]], carries: [[], [2], []], items: [[2], []], length: 5, unroll: 2) { x in
      [try x[1] * 0.5, try x[2] + x[4] * x[0].exp(), try x[3] * x[1] + x[5], x[4], try x[0].cos()]
    },
    scan(constants: [[2]], carries: [[2]], items: [], length: 3) { x in [try x[1].sin() * x[0]] },
    scan(constants: [], carries: [], items: [[2, 2]], length: 3) { x in [try x[0].exp(), try x[0].sum()] },
    scan(constants: [], carries: [[2]], items: [[2]], length: 1, reversed: true) { x in [try x[0] * x[1], x[0]] },
    scan(constants: [], carries: [[2]], items: [[2]], length: 0) { x in [try x[0] * x[1], x[0]] },
  ]

  /// Doubles while a count is below a limit: operands are a limit, a factor, a count and a value.
  private static let doubling = While(
    condition: graph([[], [], [2]]) { [try $0[1].less($0[0])] },
    body: graph([[2], [], [2]]) { [try $0[1] + 1, try $0[2] * $0[0] + $0[2].sin()] },
    conditionConstantCount: 1, bodyConstantCount: 1)

  static let loops: [PrimitiveCase] = [
    PrimitiveCase(
      primitive: doubling, operands: [.array([], 2.2...3.8), .array([2]), .array([], 0.1...0.9), .array([2])],
      dtypes: [.float64], derivativeOrder: 0,
      rejected: [[ArrayType([], .float64)], [[], [2], [], [3]].map { ArrayType($0, .float64) }])
  ]

  private static let branches = [
    graph([[3], []]) { [try $0[0] * $0[1], try $0[1].sin()] },
    graph([[3], []]) { [try $0[0].exp(), $0[1]] },
    graph([[3], []]) { x in [try NDArray.full([3], 2, dtype: .float64), try x[0].sum() * x[1] * x[1]] },
  ]

  static let choices: [PrimitiveCase] =
    (0..<3).map { number in
      PrimitiveCase(
        primitive: Conditional(branches: branches),
        operands: [.array([], integers: number...number, dtype: .int32), .array([3]), .array([])], dtypes: [.float64],
        rejected: [
          [ArrayType([], .int64), ArrayType([3], .float64), ArrayType([], .float64)],
          [ArrayType([], .int32), ArrayType([2], .float64), ArrayType([], .float64)],
        ])
    } + [
      // Each item of a batch chooses for itself.
      PrimitiveCase(
        primitive: Conditional(branches: branches),
        operands: [.array([], integers: 0...2, dtype: .int32), .array([3]), .array([])], dtypes: [.float64],
        rejected: [[]])
    ]

  private static let layered = graph([[3, 3], [3]]) { x in
    let hidden = try x[0].matmul(x[1]).sin().checkpointName("hidden")
    return [try x[0].matmul(hidden).tanh(), hidden]
  }

  static let checkpoints: [PrimitiveCase] =
    [CheckpointPolicy.saveNothing, .saveMatrixProducts, .saveNames(["hidden"]), .saveEverything].map { policy in
      PrimitiveCase(
        primitive: Checkpoint(body: layered, policy: policy), operands: [.array([3, 3], -1...1), .array([3])],
        dtypes: [.float64], rejected: [[ArrayType([3], .float64)]])
    } + [
      PrimitiveCase(
        primitive: Name(label: "here"), operands: [.array([2])], dtypes: DType.allCases)
    ]

  /// sin with the derivative that it has anyway, so that it can be checked.
  static let customDerivatives: [PrimitiveCase] = [
    PrimitiveCase(
      primitive: CustomJVPCall(
        body: graph([[3], []]) { [try $0[0].sin() * $0[1]] },
        rule: graph([[3], [], [3], []]) {
          [try $0[0].sin() * $0[1], try $0[0].cos() * $0[2] * $0[1] + $0[0].sin() * $0[3]]
        }, captureCount: 0),
      operands: [.array([3]), .array([])], dtypes: [.float64], rejected: [[ArrayType([3], .float64)]])
  ]

  static let control = scans + loops + choices + checkpoints + customDerivatives
}
