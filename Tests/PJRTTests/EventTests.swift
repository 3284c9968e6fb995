import PJRT
import Testing

struct EventTests {
  @Test func aReadyEventHasAValueAtOnce() async throws {
    let buffer = try Shared.client.get().buffer([1, 2])
    let event = try buffer.readyEvent
    try event.wait()
    #expect(try event.isReady)
    try await event.value
    // An event can be waited for by many, and again.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { try await event.value } }
      try await group.waitForAll()
    }
  }

  @Test func anEventOfADeletedBufferCarriesItsError() async throws {
    let buffer = try Shared.client.get().buffer([1, 2])
    try buffer.delete()
    let error = await #expect(throws: PJRTError.self) { try await buffer.readyEvent.value }
    #expect(error?.message.contains("deleted or donated") == true)
  }
}
