import Testing

@testable import PJRT

struct BufferHostTransferTests {
  @Test func tooLittleRoomIsRefused() throws {
    let buffer = try Shared.client.get().buffer([1, 2, 3, 4])
    var room = [UInt8](repeating: 7, count: 15)
    let error = try failure { try room.withUnsafeMutableBytes { try buffer.copyToHost(into: $0) } }
    #expect(error.message == "The array takes 16 bytes, but there is room for 15.")
    #expect(room.allSatisfy { $0 == 7 })
  }

  @Test func manyTasksReadOneBuffer() async throws {
    let client = try Shared.client.get()
    let program = try client.compile(Programs.add)
    for _ in 0..<50 {
      let result = try program.execute([client.buffer([1, 2, 3, 4]), client.buffer([1, 1, 1, 1])])[0]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask {
            for _ in 0..<200 { try #require(try result.floats() == [2, 3, 4, 5]) }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func anEmptyArrayIsReadWithoutMemory() throws {
    let buffer = try Shared.client.get().buffer([], [3, 0])
    try buffer.copyToHost(into: UnsafeMutableRawBufferPointer(start: nil, count: 0))
    try buffer.startCopyToHost(into: UnsafeMutableRawBufferPointer(start: nil, count: 0)).wait()
    #expect(try buffer.copyToHost() == [])
  }

  @Test func moreRoomThanNeededIsLeftAlone() throws {
    let buffer = try Shared.client.get().buffer([1, 2])
    var room = [Float](repeating: 7, count: 4)
    try room.withUnsafeMutableBytes { try buffer.copyToHost(into: $0) }
    #expect(room == [1, 2, 7, 7])
  }

  @Test func anEventTellsWhenACopyIsComplete() async throws {
    let buffer = try Shared.client.get().buffer([1, 2, 3])
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 12, alignment: 4)
    defer { room.deallocate() }
    let event = try buffer.startCopyToHost(into: room)
    try await event.value
    #expect(try event.isReady)
    try event.wait()
    #expect(Array(room.bindMemory(to: Float.self)) == [1, 2, 3])
  }

  @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func aResultStoredInAnyOrderComesRowMajor(_ minorToMajor: [Int]) throws {
    let client = try Shared.client.get()
    let order = minorToMajor.map(String.init).joined(separator: ",")
    let program = try client.compile(
      """
      module {
        func.func public @main(%a: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32> {mhlo.layout_mode = "{\(order)}"}) {
          %0 = stablehlo.add %a, %a : tensor<2x3x4xf32>
          return %0 : tensor<2x3x4xf32>
        }
      }
      """)
    let values = (0..<24).map(Float.init)
    let result = try program.execute([client.buffer(values, [2, 3, 4])])[0]
    // The program did store it so.
    #expect(try result.layout(rank: 3).withOrder { $0.map(Int.init) } == minorToMajor)
    #expect(try result.floats() == values.map { 2 * $0 })

    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 96, alignment: 4)
    defer { room.deallocate() }
    try result.startCopyToHost(into: room).wait()
    #expect(Array(room.bindMemory(to: Float.self)) == values.map { 2 * $0 })
  }
}
