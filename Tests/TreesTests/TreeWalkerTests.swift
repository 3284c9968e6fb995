import Testing
import Trees

/// Notes how often the elements of an array are copied, by their reference counts.
private struct Peek: TreeWalker {
  static var mutates: Bool { false }
  var address: UnsafeRawPointer?

  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    if let array = value as? [Float] { address = array.withUnsafeBytes { $0.baseAddress } }
    try value.walk(&self)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}

private struct Bump: TreeWalker {
  mutating func visit<Value: PyTree>(_ key: TreeKey, _ value: inout Value) throws {
    if let number = value as? Float, let more = number + 1 as? Value { value = more }
    try value.walk(&self)
  }

  mutating func constant<Value: Hashable & Sendable>(_ name: TreeKey, _ value: Value) {}
}

struct TreeWalkerTests {
  private func address(of array: [Float]) -> UnsafeRawPointer? { array.withUnsafeBytes { $0.baseAddress } }

  @Test func readingSharesTheStorageOfArrays() throws {
    var tree = [[1, 2, 3] as [Float]]
    var walker = Peek()
    let before = address(of: tree[0])
    try tree.walk(&walker)
    #expect(walker.address == before)
    #expect(address(of: tree[0]) == before)
  }

  @Test func changingAnUnsharedArrayHappensInPlace() throws {
    var numbers: [Float] = [1, 2, 3]
    let before = address(of: numbers)
    var walker = Bump()
    try numbers.walk(&walker)
    #expect(numbers == [2, 3, 4])
    #expect(address(of: numbers) == before)
  }
}
