import StableHLO
import Testing

@testable import Arrays

@Suite struct GraphTests {
  private static let vector = ArrayType([3], .float32)

  private func record(_ body: ([NDArray]) throws -> [NDArray]) throws -> Graph { try record(2, body) }

  private func record(_ count: Int, _ body: ([NDArray]) throws -> [NDArray]) throws -> Graph {
    try Trace.record("test", [ArrayType](repeating: Self.vector, count: count), body).graph
  }

  @Test func printsAnEquationALine() throws {
    let graph = try record { try [($0[0] * $0[1]).sin(), $0[0].reshaped(to: [3, 1])] }
    #expect(
      graph.description == """
        { lambda a: float32[3], b: float32[3]
            c: float32[3] = multiply a b
            d: float32[3] = sin c
            e: float32[3, 1] = reshape[shape: [3, 1]] a
          in (d, e) }
        """)
  }

  /// Holds graphs, as loops and choices do.
  private struct Choice: Primitive {
    static let name = "choice"
    var count: Int
    var body: Graph
    var branches: [Graph]

    var hasEffect: Bool { body.hasEffects || branches.contains(where: \.hasEffects) }
    func resultTypes(_ operands: [ArrayType]) throws -> [ArrayType] { operands }
    func lower(_ operands: [Value], to results: [TensorType], in builder: inout FunctionBuilder) -> [Value] {
      operands
    }
    func jvp(_ primals: [NDArray], _ tangents: [NDArray?]) throws -> (results: [NDArray], tangents: [NDArray?]) {
      (primals, tangents)
    }
    func batch(_ operands: [Batched], size: Int) throws -> [Batched] { operands }
  }

  @Test func innerGraphsStandIndentedBeneath() throws {
    let line = #line + 1
    let inner = try record(1) { try [$0[0].sin()] }
    let outer = try record(1) { try Choice(count: 2, body: inner, branches: [inner, inner]).trace([$0[0] * 2.5]) }
    let text = """
      { lambda a: float32[3]
          b: float32[3] = full[literal: 2.5, shape: [3], dtype: float32]
          c: float32[3] = multiply a b
          d: float32[3] = choice[count: 2] c
              body: { lambda a: float32[3]
                  b: float32[3] = sin a
                in (b) }
              branches[0]: { lambda a: float32[3]
                  b: float32[3] = sin a
                in (b) }
              branches[1]: { lambda a: float32[3]
                  b: float32[3] = sin a
                in (b) }
        in (d) }
      """
    #expect(outer.description == text)
    let placed = text.split(separator: "\n").map { text in
      guard text.contains(" = ") else { return "\(text)" }
      return "\(text)  // GraphTests.swift:\(text.contains("sin") ? line : line + 1)"
    }
    #expect(outer.text(withLocations: true) == placed.joined(separator: "\n"))
  }

  @Test func namesGoOnAfterTheLastLetter() throws {
    let graph = try record(1) { inputs in
      var x = inputs[0]
      for _ in 0..<30 { x = try x.sin() }
      return [x]
    }
    #expect(graph.description.contains("aa: float32[3] = sin z"))
    #expect(graph.description.hasSuffix("in (ae) }"))
  }

  @Test func equalStructuresAreEqualAndHashAlike() throws {
    let body: ([NDArray]) throws -> [NDArray] = { try [$0[0] + $0[1] * 2] }
    let (first, second) = (try record(body), try record(body))
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
  }

  @Test func anyDifferenceInStructureMakesGraphsDiffer() throws {
    let graphs = try [
      record { try [$0[0] + $0[1]] },
      record { try [$0[1] + $0[0]] },
      record { try [$0[0] - $0[1]] },
      record { try [$0[0] + $0[0]] },
      record { try [$0[0] + $0[1], $0[0]] },
      record { try [$0[0].flipped([0])] },
      record { try [$0[0].reshaped(to: [3, 1])] },
      record { try [$0[0].reshaped(to: [1, 3])] },
      record { try [$0[0] * 0.0] },
      record { try [$0[0] * -0.0] },
      record { try [$0[0] * 1] },
      record(3) { try [$0[0] + $0[1]] },
      Trace.record("test", [ArrayType([4], .float32), ArrayType([4], .float32)]) { try [$0[0] + $0[1]] }.graph,
      Trace.record("test", [ArrayType([3], .float64), ArrayType([3], .float64)]) { try [$0[0] + $0[1]] }.graph,
    ]
    for (i, first) in graphs.enumerated() {
      for (j, second) in graphs.enumerated() { #expect((first == second) == (i == j), "\(i) and \(j)") }
    }
    #expect(Set(graphs).count == graphs.count)
  }

  @Test func notANumberIsTheSameLiteralEachTime() throws {
    let body: ([NDArray]) throws -> [NDArray] = { try [$0[0] * Double.nan] }
    #expect(try record(body) == record(body))
  }

  @Test func pruningDropsWhatNoOutputNeedsAndKeepsInputs() throws {
    let graph = try record { inputs in
      _ = try inputs[0].exp().sin()
      let used = try inputs[0].cos()
      _ = try used.exp()
      return [used]
    }
    let pruned = graph.pruned()
    #expect(graph.equations.count == 4)
    #expect(pruned.equations.map { type(of: $0.primitive).name } == ["cos"])
    #expect(pruned.inputTypes == graph.inputTypes)
    #expect(pruned.pruned() == pruned)
  }

  @Test func pruningKeepsAllResultsOfAnEquationOfWhichOneIsNeeded() throws {
    let word = ArrayType([2], .uint32)
    let graph = try Trace.record("test", [ArrayType](repeating: word, count: 4)) { inputs in
      [try Threefry2x32().apply(inputs)[1]]
    }.graph.pruned()
    #expect(graph.equations.count == 1)
    #expect(graph.equations[0].resultCount == 2)
  }

  @Test func dependentsFollowTheWiring() throws {
    let graph = try record { inputs in
      let left = try inputs[0].sin()
      let right = try inputs[1].cos()
      return try [left, right, left + right]
    }
    let depends = graph.dependents(on: [graph.inputs[0]])
    #expect(graph.outputs.map { depends[Int($0)] } == [true, false, true])
  }
}
