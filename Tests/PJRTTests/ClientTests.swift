import PJRT
import Testing

struct ClientTests {
  @Test func theClientNamesItsPlatform() throws {
    let client = try Shared.client.get()
    #expect(client.platformName == "cpu")
    #expect(!client.platformVersion.isEmpty)
    #expect(client.plugin === (try Shared.plugin.get()))
  }

  @Test func anOptionReachesThePlugin() throws {
    let client = try Client(plugin: Shared.plugin.get(), options: ["cpu_device_count": .integer(2)])
    #expect(client.devices.count == 2)
  }

  @Test func clientsComeAndGo() throws {
    for _ in 0..<3 {
      weak var gone: Client?
      let buffer: Buffer
      do {
        let client = try Client(plugin: Shared.plugin.get())
        gone = client
        buffer = try client.buffer([1, 2])
      }
      // The buffer alone keeps its client running.
      #expect(gone != nil)
      #expect(try buffer.floats() == [1, 2])
    }
  }
}
