import PJRT
import Testing

struct BufferHostTransferTests {
  @Test func tooLittleRoomIsRefused() throws {
    let buffer = try Shared.client.get().buffer([1, 2, 3, 4])
    var room = [UInt8](repeating: 7, count: 15)
    let error = try failure { try room.withUnsafeMutableBytes { try buffer.copyToHost(into: $0) } }
    #expect(error.message == "The array takes 16 bytes, but there is room for 15.")
    #expect(room.allSatisfy { $0 == 7 })
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

  @Test func aResultInAnotherLayoutComesRowMajor() throws {
    let client = try Shared.client.get()
    // The result is stored by columns; its elements must come in rows all the same.
    let program = try client.compile(
      """
      module {
        func.func public @main(%a: tensor<2x3xf32>) -> (tensor<2x3xf32> {mhlo.layout_mode = "{0,1}"}) {
          %0 = stablehlo.add %a, %a : tensor<2x3xf32>
          return %0 : tensor<2x3xf32>
        }
      }
      """)
    let result = try program.execute([client.buffer([1, 2, 3, 4, 5, 6], [2, 3])])
    #expect(try result[0].floats() == [2, 4, 6, 8, 10, 12])
  }
}
