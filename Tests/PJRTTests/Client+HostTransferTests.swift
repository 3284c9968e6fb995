import PJRT
import Synchronization
import Testing

struct ClientHostTransferTests {
  static let types = ElementType.allCases.filter { $0 != .token }

  /// Bytes that are valid elements of a type: a bool is 0 or 1, a narrow number keeps to its bits.
  private func pattern(_ type: ElementType, count: Int) -> [UInt8] {
    (0..<count * type.hostByteWidth).map { index in
      let value = UInt8(truncatingIfNeeded: index &* 37 &+ 1)
      switch type {
      case .pred: return value & 1
      case .s2, .u2: return value & 0x3
      case .s4, .u4, .f4e2m1fn: return value & 0xf
      // Stay clear of NaN, whose payload a copy need not keep.
      default: return value & 0x3f
      }
    }
  }

  @Test(arguments: types, [[], [5], [2, 3], [2, 1, 4, 3], [0], [3, 0, 2]])
  func arraysOfEveryTypeComeBackAsTheyWent(_ type: ElementType, _ dimensions: [Int]) throws {
    let client = try Shared.client.get()
    let bytes = pattern(type, count: dimensions.reduce(1, *))
    let buffer = try bytes.withUnsafeBytes {
      try client.makeBuffer($0, type: type, dimensions: dimensions, device: client.devices[0])
    }
    #expect(try buffer.elementType == type)
    #expect(try buffer.dimensions == dimensions)
    #expect(try buffer.byteCount == bytes.count)
    #expect(try buffer.copyToHost() == bytes)
  }

  @Test(arguments: [ElementType.s2, .s4, .u2, .u4, .f4e2m1fn])
  func onlyTheLowBitsOfANarrowElementCount(_ type: ElementType) throws {
    let client = try Shared.client.get()
    let bytes = (0..<20).map { UInt8($0 * 13) }
    let buffer = try bytes.withUnsafeBytes {
      try client.makeBuffer($0, type: type, dimensions: [20], device: client.devices[0])
    }
    let mask = UInt8(1 << type.bitWidth) - 1
    #expect(try buffer.copyToHost() == bytes.map { $0 & mask })
  }

  @Test func theBytesAreFreeWhenTheCallReturns() throws {
    let client = try Shared.client.get()
    var values = [Float](repeating: 1, count: 100_000)
    let buffer = try client.buffer(values)
    for index in values.indices { values[index] = 2 }
    #expect(try buffer.floats().allSatisfy { $0 == 1 })
  }

  @Test func aWrongNumberOfBytesIsRefused() throws {
    let client = try Shared.client.get()
    let error = try failure { _ = try client.buffer([1, 2, 3], [2, 2]) }
    #expect(error.code == .invalidArgument)
    #expect(error.message == "The array takes 16 bytes, but 12 were given.")
    #expect(error.operation.contains("f32 [2, 2]"))
  }

  @Test(arguments: [[-1], [.max, .max], [0, -3]])
  func impossibleDimensionsAreRefused(_ dimensions: [Int]) throws {
    let client = try Shared.client.get()
    let error = try failure { _ = try client.buffer([], dimensions) }
    #expect(error.code == .invalidArgument)
  }

  @Test func anotherClientsDeviceIsRefused() throws {
    let client = try Shared.client.get()
    let other = try Client(plugin: client.plugin)
    let error = try failure {
      _ = try [Float(1)].withUnsafeBytes {
        try client.makeBuffer($0, type: .f32, dimensions: [1], device: other.devices[0])
      }
    }
    #expect(error.message.contains("another client"))
  }

  /// Memory with an owner that tells when it goes.
  private final class Owner: Sendable {
    let address: UInt
    let onRelease: @Sendable () -> Void
    static let count = 64

    init(onRelease: @escaping @Sendable () -> Void) {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * Self.count, alignment: 64)
      memory.initializeMemory(as: Float.self, repeating: 3, count: Self.count)
      address = UInt(bitPattern: memory)
      self.onRelease = onRelease
    }

    var bytes: UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: 4 * Self.count)
    }

    deinit {
      UnsafeMutableRawPointer(bitPattern: address)?.deallocate()
      onRelease()
    }
  }

  private final class Flag: Sendable {
    private let state = Atomic<Bool>(false)

    var isSet: Bool { state.load(ordering: .sequentiallyConsistent) }

    func set() { state.store(true, ordering: .sequentiallyConsistent) }
  }

  @Test func sharedMemoryKeepsItsOwnerUntilTheBufferIsGone() async throws {
    let client = try Shared.client.get()
    let released = Flag()
    var buffer: Buffer?
    do {
      let owner = Owner { released.set() }
      buffer = try client.makeBuffer(
        sharing: owner.bytes, ownedBy: owner, type: .f32, dimensions: [Owner.count], device: client.devices[0])
    }
    #expect(!released.isSet)
    #expect(try buffer?.floats() == [Float](repeating: 3, count: Owner.count))
    #expect(!released.isSet)
    buffer = nil
    // The plugin lets go on a thread of its own.
    for _ in 0..<500 where !released.isSet {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(released.isSet)
  }

  @Test func aRefusedTransferLetsItsOwnerGo() throws {
    let client = try Shared.client.get()
    let released = Flag()
    do {
      let owner = Owner { released.set() }
      _ = try failure {
        _ = try client.makeBuffer(
          sharing: owner.bytes, ownedBy: owner, type: .f32, dimensions: [1], device: client.devices[0])
      }
    }
    #expect(released.isSet)
  }
}
