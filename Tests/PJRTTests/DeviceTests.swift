import PJRT
import Testing

struct DeviceTests {
  @Test func theCPUShowsFourDevices() throws {
    let devices = try Shared.client.get().devices
    #expect(devices.count == 4)
    #expect(devices.map(\.id) == [0, 1, 2, 3])
    #expect(devices.map(\.localHardwareID) == [0, 1, 2, 3])
    #expect(devices.allSatisfy { $0.kind == "cpu" })
    #expect(devices[2].description == "CpuDevice(id=2)")
  }

  @Test func devicesAreComparedByIdentity() throws {
    let client = try Shared.client.get()
    #expect(client.devices == client.devices)
    #expect(Set(client.devices + client.devices).count == 4)
    let other = try Client(plugin: client.plugin)
    #expect(other.devices[0] != client.devices[0])
  }
}
