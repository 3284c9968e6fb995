import Glibc
import Testing

@testable import Arrays

@Suite struct ProgramCacheTests {
  /// A program that says how large it is.
  private func program(_ byteCount: Int) throws -> Program {
    let graph = try Trace.record("test", [ArrayType([2], .float32)]) { $0 }.graph
    let engine = try Engine.shared.get()
    return Program(
      try engine.program(for: graph).executable, outputTypes: graph.outputTypes, donated: [], byteCount: byteCount)
  }

  private func insert(_ keys: some Sequence<Int>, _ byteCount: Int, into cache: ProgramCache<Int>) throws {
    for key in keys { _ = try cache.program(for: key) { try program(byteCount) } }
  }

  @Test func findsWhatItHolds() throws {
    let cache = ProgramCache<Int>()
    #expect(cache.find(1) == nil)
    let made = try cache.program(for: 1) { try program(10) }
    #expect(cache.find(1) === made)
    let again = try cache.program(for: 1) {
      Issue.record("made twice")
      return made
    }
    #expect(again === made)
    #expect(cache.count == 1 && cache.byteCount == 10)
  }

  @Test func staysWithinItsBoundByDroppingTheLeastRecentlyUsed() throws {
    let cache = ProgramCache<Int>(byteLimit: 100)
    try insert(0..<10, 10, into: cache)
    #expect(cache.count == 10)
    // The first is used again and outlives those after it.
    #expect(cache.find(0) != nil)
    try insert([10], 10, into: cache)
    #expect(cache.byteCount <= 100)
    #expect(cache.byteCount == cache.count * 10)
    #expect(cache.find(0) != nil)
    #expect(cache.find(10) != nil)
    #expect(cache.find(1) == nil)
    for key in 11..<200 {
      try insert([key], 10, into: cache)
      #expect(cache.byteCount <= 100)
    }
  }

  @Test func halvingDropsThoseNotUsedForLongest() throws {
    let cache = ProgramCache<Int>()
    try insert(0..<10, 10, into: cache)
    #expect(cache.find(0) != nil)
    cache.halve()
    #expect(cache.count == 5)
    #expect(cache.byteCount == 50)
    #expect([0, 6, 7, 8, 9].allSatisfy { cache.find($0) != nil })
  }

  @Test func mappingsOfMemoryAreCounted() throws {
    let limit = try #require(MemoryMappings.limit)
    #expect(limit > 0)
    #expect((1...limit).contains(MemoryMappings.count))
    // Neighbours of other rights cannot be joined, so each of these pages is a mapping, and their list exceeds a page.
    let pages = 2_000
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = try #require(
      mmap(nil, pages * size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    defer { munmap(start, pages * size) }
    for page in stride(from: 0, to: pages, by: 2) { mprotect(start + page * size, size, PROT_READ | PROT_WRITE) }
    #expect(MemoryMappings.count >= pages)
  }

  @Test func programsLargerThanTheBoundAreKeptAlone() throws {
    let cache = ProgramCache<Int>(byteLimit: 100)
    try insert(0..<5, 10, into: cache)
    try insert([5], 1000, into: cache)
    #expect(cache.find(5) != nil)
    #expect(cache.count == 1 && cache.byteCount == 1000)
    try insert([6], 10, into: cache)
    #expect(cache.find(6) != nil)
    #expect(cache.byteCount == 10)
  }

  @Test func failuresToMakeAreNotKept() throws {
    struct Failure: Error {}
    let cache = ProgramCache<Int>()
    #expect(throws: Failure.self) { try cache.program(for: 1) { throw Failure() } }
    #expect(cache.count == 0)
    try insert([1], 10, into: cache)
    #expect(cache.find(1) != nil)
  }

  @Test func makingTheSameAtOnceCountsItOnce() async throws {
    let cache = ProgramCache<Int>()
    let made = try program(10)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask { for key in 0..<20 { _ = try? cache.program(for: key) { made } } }
      }
    }
    #expect(cache.count == 20)
    #expect(cache.byteCount == 200)
  }

  @Test func keysOfGraphsDifferByDonation() throws {
    let graph = try Trace.record("test", [ArrayType([2], .float32)]) { $0 }.graph
    #expect(GraphKey(graph: graph, donated: []) == GraphKey(graph: graph, donated: []))
    #expect(GraphKey(graph: graph, donated: []) != GraphKey(graph: graph, donated: [0]))
  }

  @Test func keysOfOperationsDifferByTypeAndParameters() {
    let type = ArrayType([2, 2], .float32)
    let key = EagerKey(operation: Reverse(axes: [0]), types: [type])
    #expect(key == EagerKey(operation: Reverse(axes: [0]), types: [type]))
    #expect(key != EagerKey(operation: Reverse(axes: [1]), types: [type]))
    #expect(key != EagerKey(operation: ReduceSum(axes: [0]), types: [type]))
    #expect(key != EagerKey(operation: Reverse(axes: [0]), types: [type.with(dtype: .float64)]))
    #expect(key != EagerKey(operation: Reverse(axes: [0]), types: [type.with(shape: [4])]))
    #expect(EagerKey(operation: Add(), types: [type]) != EagerKey(operation: Multiply(), types: [type]))
  }

  @Test func callsOfTheSameStructureShareAProgram() throws {
    // A structure that no other test has.
    let function = { (x: NDArray) in try (x * 1.234_567 + 7.654_321).sin() }
    _ = try jit(function)(NDArray([1.0, 2, 3, 4, 5, 6, 7]))
    let before = (try Engine.shared.get().programs.count, CompileCounter.compiledPrograms)
    _ = try jit(function)(NDArray([7.0, 6, 5, 4, 3, 2, 1]))
    let graph = try Trace.record("test", [ArrayType([7], .float32)]) { try [function($0[0])] }.graph.pruned()
    #expect(try Engine.shared.get().programs.find(GraphKey(graph: graph, donated: [])) != nil)
    #expect(before.0 > 0 && CompileCounter.compiledPrograms >= before.1)
  }
}
