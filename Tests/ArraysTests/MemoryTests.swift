import Testing

@testable import Arrays

/// What does not fit into memory is refused by an error, and the process goes on.
@Suite struct MemoryTests {
  private static let huge = 1 << 40

  private func expectRefusal(_ body: () throws -> some Any) {
    let error = #expect(throws: ArrayError.self) { _ = try body() }
    #expect(error?.description.contains("of memory, the machine has") == true, "\(error.map { "\($0)" } ?? "")")
  }

  @Test func numbersThroughoutAreRefusedWhenTheyBecomeReal() throws {
    let ones = try NDArray.full([Self.huge], 1)
    expectRefusal { try ones.doubles() }
    expectRefusal { try ones.elements(as: Int32.self) }
    expectRefusal { try ones.bytes() }
    expectRefusal { try ones + 1 }
    expectRefusal { try jit { (x: NDArray) in try x + 1 }(ones) }
    #expect(ones.description == "<NDArray int32(1099511627776) (large)>")
    #expect(try NDArray.full([2], 1).doubles() == [1, 1])
  }

  @Test func resultsThatDoNotFitAreRefused() throws {
    let x = try NDArray.iota([1 << 20])
    expectRefusal { try x.expanded(at: [1]) * x.expanded(at: [0]) }
    expectRefusal { try NDArray.iota([Self.huge]) }
    expectRefusal { try x.broadcasted(to: [1 << 20, 1 << 20]) }
    expectRefusal { try vmap { (item: NDArray) in try item * x }(x) }
    #expect(try x.max().item(as: Int32.self) == (1 << 20) - 1)
  }

  @Test func sizesThatCannotBeCountedAreRefused() throws {
    let wide = try NDArray.full([1 << 20], 1)
    // Traced only: nothing is computed.
    let traced: [(NDArray) throws -> NDArray] = [
      { try $0.expanded(at: [1, 2]) * $0.expanded(at: [0, 2]) * $0.expanded(at: [0, 1]) },
      { try $0.broadcasted(to: [1 << 30, 1 << 20]) },
      { x in
        let half = try x.broadcasted(to: [1 << 27, 1 << 20])
        return try NDArray.concatenate([half, half], axis: 0)
      },
      { try $0.outer($0).outer($0) },
    ]
    for (position, function) in traced.enumerated() {
      let error = #expect(throws: ArrayError.self, "\(position)") { _ = try lower(function)(wide) }
      #expect(error?.description.contains("has more elements than can be held") == true, "\(position)")
    }
    let eager: [() throws -> NDArray] = [
      { try NDArray.full([1 << 32, 1 << 32], 1) },
      { try NDArray.full([Int.max], 1) },
      { try wide.broadcasted(to: [1 << 24, 1 << 24, 1 << 20]) },
    ]
    for (position, function) in eager.enumerated() {
      #expect(throws: ArrayError.self, "\(position)") { _ = try function() }
    }
  }

  @Test func theCacheOfProgramsStaysWithinItsBound() throws {
    let engine = try Engine.shared.get()
    let cache = ProgramCache<GraphKey>(byteLimit: 200_000)
    var largest = 0
    for size in 1...300 {
      let graph = try Trace.record("test", [ArrayType([size], .float32)]) { try [$0[0] + 1] }.graph
      let program = try cache.program(for: GraphKey(graph: graph, donated: [])) { try engine.compileQuickly(graph) }
      largest = max(largest, program.byteCount)
      #expect(cache.byteCount <= 200_000)
      #expect(try program.run([.zeros([size])], on: engine)[0].shape == [size])
    }
    #expect(cache.count < 300)
    #expect(cache.count >= 200_000 * 3 / 4 / largest - 1)
  }

  @Test func failedAllocationsLeaveNothingBehind() throws {
    let programs = try Engine.shared.get().eagerPrograms
    let ones = try NDArray.full([Self.huge, 3], 1, dtype: .float32)
    for _ in 0..<50 { #expect(throws: ArrayError.self) { try ones.sin() } }
    let key = EagerKey(operation: Sine(), types: [ones.type])
    #expect(programs.find(key) == nil)
  }
}
