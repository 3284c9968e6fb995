import Foundation
import Testing
import Trees

struct DeepTreeTests {
  /// What a closure gives on a thread with a stack of the given size.
  private func onThread<Result: Sendable>(
    stackSize: Int, _ body: @escaping @Sendable () throws -> Result
  ) throws -> Result {
    nonisolated(unsafe) var result: Swift.Result<Result, any Error>?
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      result = Swift.Result { try body() }
      done.signal()
    }
    thread.stackSize = stackSize
    thread.start()
    done.wait()
    return try #require(result).get()
  }

  private static func chain(levels: Int) -> Sequence {
    (0..<levels).reduce(Sequence(parts: [Counter(cell: Cell(1))])) { inside, _ in Sequence(parts: [inside]) }
  }

  /// Never released: Swift does that on the stack, too, and on a small one it would end the process.
  nonisolated(unsafe) private static let deepChain = chain(levels: 10_000)

  @Test func tenThousandLevelsAreWalkedWhereTheStackAllows() throws {
    let count = try onThread(stackSize: 256 << 20) {
      let tree = Self.chain(levels: 10_000)
      let doubled = try tree.mapLeaves(of: Cell.self) { Cell($0.value + 1) }
      let path = try doubled.leavesWithPaths(of: Cell.self)[0].path
      let replaced = try doubled.replacing(at: path, with: Cell(5))
      return try (replaced.leaves(of: Cell.self)[0].value, path.keys.count, replaced.structure().leafCount)
    }
    #expect(count == (5, 20_002 + 1, 1))
  }

  @Test func whereItDoesNotTheErrorSaysSo() throws {
    let error = try onThread(stackSize: 1 << 20) {
      let tree = Self.deepChain
      for body in [
        { _ = try tree.leaves() }, { _ = try tree.structure() }, { _ = try tree.mapLeaves(of: Cell.self) { $0 } },
        { try tree.forEachNode { _, _ in } },
      ] as [() throws -> Void] {
        #expect(throws: TreeError.self) { try body() }
      }
      return #expect(throws: TreeError.self) { try tree.leavesWithPaths(of: Cell.self) }
    }
    guard case .tooDeep(let path, let levels)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path.description == ".parts[0].parts[0].parts[0].parts[0]")
    #expect(levels > 100)
    #expect(error?.description.contains("\(levels) levels down along .parts[0]") == true)
  }
}
