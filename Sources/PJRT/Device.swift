internal import CPJRT

/// A device that a client can run programs on.
public struct Device: Sendable {
  /// The client that the device belongs to.
  public let client: Client

  private let index: Int

  init(client: Client, index: Int) {
    self.client = client
    self.index = index
  }

  /// The number of the device, unique among all devices of its kind, as device assignments use it.
  public var id: Int { facts.id }

  /// The number that the hardware gives the device, or -1 when it has none.
  public var localHardwareID: Int { facts.localHardwareID }

  /// The vendor's name for this kind of device.
  public var kind: String { facts.kind }

  var handle: OpaquePointer { facts.handle.pointer }

  private var facts: Facts { client.deviceFacts[index] }

  /// What never changes about a device, read once when its client is made.
  struct Facts: Sendable {
    let handle: Handle
    let id: Int
    let localHardwareID: Int
    let kind: String
    let description: String

    init(_ handle: OpaquePointer, _ functions: FunctionTable) throws(PJRTError) {
      let operation = "describe a device"
      var description = PJRT_Device_GetDescription_Args()
      description.device = handle
      try functions.call(&description, operation) { $0.pointee.PJRT_Device_GetDescription($1) }

      var id = PJRT_DeviceDescription_Id_Args()
      id.device_description = description.device_description
      try functions.call(&id, operation) { $0.pointee.PJRT_DeviceDescription_Id($1) }

      var hardware = PJRT_Device_LocalHardwareId_Args()
      hardware.device = handle
      try functions.call(&hardware, operation) { $0.pointee.PJRT_Device_LocalHardwareId($1) }

      var kind = PJRT_DeviceDescription_Kind_Args()
      kind.device_description = description.device_description
      try functions.call(&kind, operation) { $0.pointee.PJRT_DeviceDescription_Kind($1) }

      var text = PJRT_DeviceDescription_ToString_Args()
      text.device_description = description.device_description
      try functions.call(&text, operation) { $0.pointee.PJRT_DeviceDescription_ToString($1) }

      self.handle = Handle(handle)
      self.id = Int(id.id)
      self.localHardwareID = Int(hardware.local_hardware_id)
      self.kind = String(pluginBytes: kind.device_kind, count: kind.device_kind_size)
      self.description = String(pluginBytes: text.to_string, count: text.to_string_size)
    }
  }
}

extension Device: Hashable {
  /// Whether both are the same device of the same client.
  public static func == (left: Device, right: Device) -> Bool {
    left.handle == right.handle
  }

  /// Hashes the device's identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(handle)
  }
}

extension Device: CustomStringConvertible {
  /// The plugin's own name of the device.
  public var description: String { facts.description }
}
