import Foundation
import Testing

@testable import Arrays

/// What stays in the memory of a process that computes for long.
@Suite struct MemoryGrowthTests {
  /// The bytes of this process that are in memory.
  private static func residentBytes() throws -> Int {
    let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return Int(try #require(fields.count > 1 ? Int(fields[1]) : nil)) * sysconf(Int32(_SC_PAGESIZE))
  }

  // Each in a process of its own, where no other test computes.

  @Test func operationsLeaveNoArraysBehind() async {
    await #expect(processExitsWith: .success) {
      let x = try NDArray.ones([1 << 18])
      func compute(_ count: Int) throws {
        var y = x
        for _ in 0..<count { y = try (y * 0.5 + x).sin() }
        try y.waitUntilReady()
      }
      try compute(100)
      let before = try MemoryGrowthTests.residentBytes()
      // Three arrays of a megabyte a round: six gigabytes if they stayed.
      try compute(2000)
      let growth = try MemoryGrowthTests.residentBytes() - before
      guard growth < 500_000_000 else { throw ArrayError.argument(operation: "growth", problem: "\(growth) bytes") }
    }
  }

  @Test func programsThatTheCacheDropsAreFreed() async {
    await #expect(processExitsWith: .success) {
      let engine = try Engine.shared.get()
      let cache = ProgramCache<GraphKey>(byteLimit: 500_000)
      func compile(_ sizes: ClosedRange<Int>) throws {
        for size in sizes {
          let graph = try Trace.record("test", [ArrayType([size], .float32)]) { try [$0[0].tanh() + 1] }.graph
          let program = try cache.program(for: GraphKey(graph: graph, donated: [])) {
            try engine.compileQuickly(graph)
          }
          try program.run([.zeros([size])], on: engine)[0].waitUntilReady()
        }
      }
      try compile(1...50)
      let before = try MemoryGrowthTests.residentBytes()
      try compile(51...400)
      let growth = try MemoryGrowthTests.residentBytes() - before
      guard cache.byteCount <= 500_000, cache.count < 400, growth < 300_000_000 else {
        throw ArrayError.argument(operation: "growth", problem: "\(cache.count) programs and \(growth) bytes")
      }
    }
  }
}
