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
    #expect(ones.description == "<NDArray int32(1099511627776)>")
    #expect(try NDArray.full([2], 1).doubles() == [1, 1])
  }

  @Test func resultsThatDoNotFitAreRefused() throws {
    let x = try NDArray.ones([1 << 20])
    expectRefusal { try x.expanded(at: [1]) * x.expanded(at: [0]) }
    expectRefusal { try NDArray.iota([Self.huge]) }
    expectRefusal { try x.broadcasted(to: [1 << 20, 1 << 20]) }
    expectRefusal { try vmap { (item: NDArray) in try item * x }(x) }
    expectRefusal { try grad { (x: NDArray) in try (x.expanded(at: [1]) * x.expanded(at: [0])).sum() }(x) }
    #expect(try x.sum().item(as: Float.self) == Float(1 << 20))
  }

  @Test func sizesThatCannotBeCountedAreRefused() throws {
    let wide = try NDArray.full([1 << 24], 1)
    let attempts: [() throws -> NDArray] = [
      { try NDArray.full([1 << 32, 1 << 32], 1) },
      { try NDArray.full([Int.max], 1) },
      { try wide.expanded(at: [1]) * wide.expanded(at: [0]) * wide.expanded(at: [1]) },
      { try wide.broadcasted(to: [1 << 24, 1 << 24, 1 << 24]) },
      {
        _ = try lower { (x: NDArray) in try x.broadcasted(to: [1 << 30, 1 << 24]) }(wide); return wide
      },
      { try NDArray.concatenate([wide.broadcasted(to: [1 << 23, 1 << 24])], axis: 0) },
    ]
    for attempt in attempts {
      let error = #expect(throws: ArrayError.self) { _ = try attempt() }
      #expect(error != nil)
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
