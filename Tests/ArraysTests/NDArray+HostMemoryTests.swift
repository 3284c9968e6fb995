import Arrays
import Foundation
import Synchronization
import Testing

/// Arrays in memory of the host: that it is the same memory, how long it is kept, and mistakes.
@Suite struct NDArrayHostMemoryTests {
  /// Memory for floats at an offset from an address that is aligned to 64 bytes, which tells when it goes.
  private final class Owner: @unchecked Sendable {
    let memory: UnsafeMutableRawBufferPointer
    let bytes: UnsafeRawBufferPointer
    let onRelease: @Sendable () -> Void

    init(_ values: [Float], offset: Int = 0, onRelease: @escaping @Sendable () -> Void = {}) {
      let count = values.count * 4
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: offset + max(count, 1), alignment: 64)
      let place = UnsafeMutableRawBufferPointer(rebasing: memory[offset..<offset + count])
      values.withUnsafeBytes { place.copyMemory(from: $0) }
      self.memory = memory
      self.onRelease = onRelease
      bytes = UnsafeRawBufferPointer(place)
    }

    deinit {
      memory.deallocate()
      onRelease()
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    func add() { count.add(1, ordering: .sequentiallyConsistent) }
  }

  private let values: [Float] = (0..<64).map { Float($0) / 4 }

  private func address(_ array: NDArray) throws -> UInt {
    try array.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
  }

  @Test func alignedMemoryIsNotCopied() throws {
    let owner = Owner(values)
    let array = try NDArray(sharing: owner.bytes, ownedBy: owner, type: ArrayType([8, 8], .float32))
    #expect(try address(array) == UInt(bitPattern: owner.bytes.baseAddress))
    #expect(try array.elements(as: Float.self) == values)
    #expect(try array.sum().item(as: Float.self) == values.reduce(0, +))
  }

  @Test(arguments: [1, 2, 4, 8, 12, 20, 36, 63]) func memoryOutOfLineIsCopied(_ offset: Int) throws {
    let owner = Owner(values, offset: offset)
    let array = try NDArray(sharing: owner.bytes, ownedBy: owner, type: ArrayType([64], .float32))
    #expect(try address(array) != UInt(bitPattern: owner.bytes.baseAddress))
    #expect(try array.elements(as: Float.self) == values)
  }

  @Test func theOwnerLivesAsLongAsTheArray() async throws {
    let released = Counter()
    var array: NDArray?
    do {
      let owner = Owner(values) { released.add() }
      array = try NDArray(sharing: owner.bytes, ownedBy: owner, type: ArrayType([64], .float32))
    }
    let twice = try #require(try array.map { try $0 + $0 })
    #expect(released.value == 0)
    #expect(try array?.elements(as: Float.self) == values)
    array = nil
    // The plugin lets go on a thread of its own.
    for _ in 0..<500 where released.value == 0 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(released.value == 1)
    #expect(try twice.elements(as: Float.self) == values.map { $0 * 2 })
  }

  @Test func donatedMemoryOfTheHostIsNotWrittenTo() throws {
    // Pages that may only be read, for ever: a write would end the process.
    let size = 1 << 16
    let pages = try #require(mmap(nil, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    let owner = Owner([])
    let bytes = UnsafeRawBufferPointer(start: pages, count: size)
    let type = ArrayType([size / 4], .float32)
    let increment = jit(donatingArgument: true) { (x: NDArray) in try x + 1 }
    let array = try NDArray(sharing: bytes, ownedBy: owner, type: type)
    #expect(try address(array) == UInt(bitPattern: pages))
    #expect(try increment(array).doubles().allSatisfy { $0 == 1 })
    #expect(bytes.allSatisfy { $0 == 0 })
  }

  @Test func aClosureWritesIntoTheArraysOwnMemory() throws {
    var written: UInt = 0
    let array = try NDArray(type: ArrayType([64], .float32)) { memory in
      written = UInt(bitPattern: memory.baseAddress)
      values.withUnsafeBytes { memory.copyMemory(from: $0) }
    }
    #expect(try address(array) == written)
    #expect(try array.elements(as: Float.self) == values)
    struct Refusal: Error {}
    #expect(throws: Refusal.self) { try NDArray(type: ArrayType([4], .int8)) { _ in throw Refusal() } }
    let empty = try NDArray(type: ArrayType([0, 3], .int64)) { memory in #expect(memory.isEmpty) }
    #expect(empty.shape == [0, 3])
  }

  @Test(arguments: DType.allCases) func bytesAreLentAsTheyAre(_ dtype: DType) throws {
    let array = try NDArray([1, 0, 3, 1, 0, 1], shape: [2, 3]).astype(dtype)
    #expect(try array.withUnsafeBytes { Array($0) } == array.bytes())
    #expect(try array.transposed().withUnsafeBytes { Array($0) } == array.transposed().bytes())
    #expect(try NDArray.full([3], 1, dtype: dtype).withUnsafeBytes { $0.count } == 3 * dtype.byteCount)
    #expect(try NDArray.zeros([0], dtype: dtype).withUnsafeBytes { $0.count } == 0)
  }

  @Test func mistakesAreNamed() throws {
    let owner = Owner(values)
    let count = #expect(throws: ArrayError.self) {
      try NDArray(sharing: owner.bytes, ownedBy: owner, type: ArrayType([63], .float32))
    }
    #expect(count?.description.contains("[63] needs 63 values, found 64") == true)
    let negative = #expect(throws: ArrayError.self) { try NDArray(type: ArrayType([-1], .float32)) { _ in } }
    #expect(negative?.description.contains("[-1]") == true)
    let huge = #expect(throws: ArrayError.self) { try NDArray(type: ArrayType([1 << 40, 1 << 40], .int8)) { _ in } }
    #expect(huge?.description.contains("more elements") == true)
    let greedy = #expect(throws: ArrayError.self) { try NDArray(type: ArrayType([1 << 47], .float64)) { _ in } }
    #expect(greedy?.description.contains("no memory of \(1 << 50) bytes") == true)
    let traced = #expect(throws: ArrayError.self) {
      try jit { (x: NDArray) in
        try x.withUnsafeBytes { _ in }
        return x
      }(NDArray([1.0]))
    }
    #expect(traced?.description.contains("withUnsafeBytes") == true)
  }
}
