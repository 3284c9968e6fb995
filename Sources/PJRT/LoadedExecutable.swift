internal import CPJRT
internal import Synchronization

/// A compiled program, loaded on devices and ready to run.
public final class LoadedExecutable: Sendable {
  /// The client that the program runs on.
  public let client: Client

  /// The number of arrays that the program returns on each device.
  public let outputCount: Int

  /// The devices that the program runs on, by replica and then by partition.
  public let devices: [Device]

  let handle: Handle
  let program: Handle
  let wasDeleted = Atomic<Bool>(false)

  /// Takes over a loaded executable of the plugin, also when this fails.
  init(_ handle: OpaquePointer, client: Client) throws(PJRTError) {
    let functions = client.functions
    let operation = "describe a program"
    var program: OpaquePointer?
    do throws(PJRTError) {
      var executable = PJRT_LoadedExecutable_GetExecutable_Args()
      executable.loaded_executable = handle
      try functions.call(&executable, operation) { $0.pointee.PJRT_LoadedExecutable_GetExecutable($1) }
      program = executable.executable
      guard let program else { throw PJRTError.noResult(operation) }

      var outputs = PJRT_Executable_NumOutputs_Args()
      outputs.executable = program
      try functions.call(&outputs, operation) { $0.pointee.PJRT_Executable_NumOutputs($1) }

      var assigned = PJRT_LoadedExecutable_AddressableDevices_Args()
      assigned.executable = handle
      try functions.call(&assigned, operation) { $0.pointee.PJRT_LoadedExecutable_AddressableDevices($1) }
      var devices: [Device] = []
      for index in 0..<assigned.num_addressable_devices {
        devices.append(try client.device(assigned.addressable_devices[index], operation))
      }

      self.client = client
      self.outputCount = outputs.num_outputs
      self.devices = devices
      self.handle = Handle(handle)
      self.program = Handle(program)
    } catch {
      Self.destroy(handle, program, functions)
      throw error
    }
  }

  deinit {
    Self.destroy(handle.pointer, program.pointer, client.functions)
  }

  private static func destroy(_ handle: OpaquePointer, _ program: OpaquePointer?, _ functions: FunctionTable) {
    if let program {
      var arguments = PJRT_Executable_Destroy_Args()
      arguments.executable = program
      functions.callIgnoringErrors(&arguments) { $0.pointee.PJRT_Executable_Destroy($1) }
    }
    var arguments = PJRT_LoadedExecutable_Destroy_Args()
    arguments.executable = handle
    functions.callIgnoringErrors(&arguments) { $0.pointee.PJRT_LoadedExecutable_Destroy($1) }
  }

  /// Whether `delete()` was called.
  public var isDeleted: Bool { wasDeleted.load(ordering: .relaxed) }

  /// Gives up the program's memory as soon as the runs already started are done; it cannot run again.
  ///
  /// - Throws: `PJRTError` when the plugin fails to.
  public func delete() throws(PJRTError) {
    guard !wasDeleted.exchange(true, ordering: .relaxed) else { return }
    var arguments = PJRT_LoadedExecutable_Delete_Args()
    arguments.executable = handle.pointer
    try client.functions.call(&arguments, "delete a program") { $0.pointee.PJRT_LoadedExecutable_Delete($1) }
  }
}
