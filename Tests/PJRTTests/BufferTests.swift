import PJRT
import Testing

struct BufferTests {
  @Test func aBufferKnowsItsPlaceAndSize() throws {
    let client = try Shared.client.get()
    let buffer = try client.buffer([1, 2, 3, 4, 5, 6], [2, 3], on: 1)
    #expect(try buffer.device == client.devices[1])
    #expect(try buffer.byteCount == 24)
    #expect(try buffer.deviceByteCount == 24)
    try buffer.waitUntilReady()
    #expect(try buffer.isReady)
  }

  @Test func aDeletedBufferCannotBeUsed() throws {
    let client = try Shared.client.get()
    let program = try client.compile(Programs.add)
    let buffer = try client.buffer([1, 2, 3, 4])
    #expect(try !buffer.isDeleted)
    try buffer.delete()
    #expect(try buffer.isDeleted)
    // Deleting again does nothing.
    try buffer.delete()
    let uses: [() throws -> Void] = [
      { try buffer.waitUntilReady() }, { _ = try buffer.copyToHost() },
      { _ = try buffer.copy(to: client.devices[1]) }, { _ = try program.execute([buffer, buffer]) },
    ]
    for use in uses {
      let error = try failure(use)
      #expect(error.message.contains("deleted or donated"))
      #expect(error.code == .invalidArgument)
    }
  }

  @Test func aCopyOnAnotherDeviceIsItsOwn() throws {
    let client = try Shared.client.get()
    let buffer = try client.buffer([1, 2, 3])
    let copy = try buffer.copy(to: client.devices[3])
    try buffer.delete()
    #expect(try copy.device == client.devices[3])
    #expect(try copy.floats() == [1, 2, 3])
  }

  @Test func aCopyToAnotherClientsDeviceIsRefused() throws {
    let client = try Shared.client.get()
    let other = try Client(plugin: client.plugin)
    let error = try failure { _ = try client.buffer([1]).copy(to: other.devices[0]) }
    #expect(error.message.contains("another client"))
  }
}
