internal import CPJRT

/// A running instance of a plugin, with its devices and the memory and programs on them.
///
/// Buffers and executables keep their client alive; it is destroyed with the last of them.
public final class Client: Sendable {
  /// The plugin that the client runs on.
  public let plugin: Plugin

  /// The name of the platform, such as "cpu" or "cuda".
  public let platformName: String

  /// The version of the platform, in words.
  public let platformVersion: String

  let functions: FunctionTable
  let handle: Handle
  let deviceFacts: [Device.Facts]

  /// The number of devices of all processes that form the client together.
  let totalDeviceCount: Int

  /// Starts a client.
  ///
  /// - Parameters:
  ///   - plugin: The plugin to run on.
  ///   - options: Settings that the plugin understands, by name.
  /// - Throws: `PJRTError` when the plugin cannot start, for example without its hardware.
  public init(plugin: Plugin, options: [String: AttributeValue] = [:]) throws(PJRTError) {
    let functions = plugin.functions
    var create = PJRT_Client_Create_Args()
    let error = AttributeValue.withNamedValues(options) { values in
      create.create_options = values.baseAddress
      create.num_options = values.count
      return functions.attempt(&create) { $0.pointee.PJRT_Client_Create($1) }
    }
    if let error { throw functions.take(error, "start a client of \(plugin.path)") }
    guard let handle = create.client else { throw .noResult("start a client of \(plugin.path)") }

    do throws(PJRTError) {
      var name = PJRT_Client_PlatformName_Args()
      name.client = handle
      try functions.call(&name, "read the platform's name") { $0.pointee.PJRT_Client_PlatformName($1) }
      var version = PJRT_Client_PlatformVersion_Args()
      version.client = handle
      try functions.call(&version, "read the platform's version") { $0.pointee.PJRT_Client_PlatformVersion($1) }
      var allDevices = PJRT_Client_Devices_Args()
      allDevices.client = handle
      try functions.call(&allDevices, "list the devices") { $0.pointee.PJRT_Client_Devices($1) }
      var devices = PJRT_Client_AddressableDevices_Args()
      devices.client = handle
      try functions.call(&devices, "list the devices") { $0.pointee.PJRT_Client_AddressableDevices($1) }
      var facts: [Device.Facts] = []
      for index in 0..<devices.num_addressable_devices {
        guard let device = devices.addressable_devices[index] else { throw PJRTError.noResult("list the devices") }
        facts.append(try Device.Facts(device, functions))
      }

      self.plugin = plugin
      self.functions = functions
      self.handle = Handle(handle)
      self.platformName = String(pluginBytes: name.platform_name, count: name.platform_name_size)
      self.platformVersion = String(pluginBytes: version.platform_version, count: version.platform_version_size)
      self.deviceFacts = facts
      self.totalDeviceCount = allDevices.num_devices
    } catch {
      Client.destroy(handle, functions)
      throw error
    }
  }

  deinit {
    Client.destroy(handle.pointer, functions)
  }

  private static func destroy(_ handle: OpaquePointer, _ functions: FunctionTable) {
    var arguments = PJRT_Client_Destroy_Args()
    arguments.client = handle
    functions.callIgnoringErrors(&arguments) { $0.pointee.PJRT_Client_Destroy($1) }
  }

  /// The devices that this process can use, in the plugin's order.
  public var devices: [Device] {
    deviceFacts.indices.map { Device(client: self, index: $0) }
  }

  /// The device that the plugin means by a pointer of its own.
  func device(_ handle: OpaquePointer?, _ operation: String) throws(PJRTError) -> Device {
    guard let index = deviceFacts.firstIndex(where: { $0.handle.pointer == handle }) else {
      throw PJRTError(
        code: .failedPrecondition, message: "The device belongs to another process.", operation: operation)
    }
    return Device(client: self, index: index)
  }
}

extension PJRTError {
  /// The error for a plugin that reports success and returns nothing.
  static func noResult(_ operation: String) -> PJRTError {
    PJRTError(code: .internal, message: "The plugin reported success but returned nothing.", operation: operation)
  }
}
