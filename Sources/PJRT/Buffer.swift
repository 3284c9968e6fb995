internal import CPJRT
internal import Synchronization

/// An array in the memory of a device.
///
/// Its contents never change. A buffer that `delete()` was called on, or that was donated to a program, has no memory
/// any more; using it throws.
public final class Buffer: Sendable {
  /// The client whose device holds the buffer.
  public let client: Client

  let handle: Handle

  /// Held while holds on the buffer's memory are counted: the plugins' own list of them is not safe for threads.
  let holds = Mutex<Void>(())

  /// Takes over a buffer of the plugin.
  init(_ handle: OpaquePointer, client: Client) {
    self.handle = Handle(handle)
    self.client = client
  }

  deinit {
    var arguments = PJRT_Buffer_Destroy_Args()
    arguments.buffer = handle.pointer
    client.functions.callIgnoringErrors(&arguments) { $0.pointee.PJRT_Buffer_Destroy($1) }
  }

  /// The type of the elements.
  ///
  /// - Throws: `PJRTError` when the plugin gives a type that this package does not know.
  public var elementType: ElementType {
    get throws(PJRTError) {
      var arguments = PJRT_Buffer_ElementType_Args()
      arguments.buffer = handle.pointer
      try client.functions.call(&arguments, "read a buffer's element type") { $0.pointee.PJRT_Buffer_ElementType($1) }
      guard let type = ElementType(rawValue: arguments.type.rawValue) else {
        throw PJRTError(
          code: .unimplemented, message: "The plugin's element type \(arguments.type.rawValue) is not known.",
          operation: "read a buffer's element type")
      }
      return type
    }
  }

  /// The sizes of the axes; empty for a scalar.
  ///
  /// - Throws: `PJRTError` when the plugin cannot tell.
  public var dimensions: [Int] {
    get throws(PJRTError) {
      var arguments = PJRT_Buffer_Dimensions_Args()
      arguments.buffer = handle.pointer
      try client.functions.call(&arguments, "read a buffer's dimensions") { $0.pointee.PJRT_Buffer_Dimensions($1) }
      return UnsafeBufferPointer(start: arguments.dims, count: arguments.num_dims).map(Int.init)
    }
  }

  /// The bytes that the array takes on the host, dense, each element of the type's `hostByteWidth`.
  ///
  /// - Throws: `PJRTError` when the plugin cannot tell.
  public var byteCount: Int {
    get throws(PJRTError) {
      let (type, dimensions) = (try elementType, try dimensions)
      guard let count = type.hostByteCount(dimensions) else {
        throw PJRTError(
          code: .outOfRange, message: "\(type) \(dimensions) does not fit in memory.",
          operation: "compute a buffer's size")
      }
      return count
    }
  }

  /// The bytes that the array takes in the device's memory.
  ///
  /// - Throws: `PJRTError` when the buffer was deleted or donated.
  public var deviceByteCount: Int {
    get throws(PJRTError) {
      var arguments = PJRT_Buffer_OnDeviceSizeInBytes_Args()
      arguments.buffer = handle.pointer
      try client.functions.call(&arguments, "read a buffer's size") { $0.pointee.PJRT_Buffer_OnDeviceSizeInBytes($1) }
      return arguments.on_device_size_in_bytes
    }
  }

  /// The device that holds the array.
  ///
  /// - Throws: `PJRTError` when the plugin cannot tell.
  public var device: Device {
    get throws(PJRTError) {
      let operation = "find a buffer's device"
      var arguments = PJRT_Buffer_Device_Args()
      arguments.buffer = handle.pointer
      try client.functions.call(&arguments, operation) { $0.pointee.PJRT_Buffer_Device($1) }
      return try client.device(arguments.device, operation)
    }
  }

  /// Whether the buffer's memory was given up, by deleting or by donating it.
  ///
  /// - Throws: `PJRTError` when the plugin cannot tell.
  public var isDeleted: Bool {
    get throws(PJRTError) {
      var arguments = PJRT_Buffer_IsDeleted_Args()
      arguments.buffer = handle.pointer
      try client.functions.call(&arguments, "query a buffer") { $0.pointee.PJRT_Buffer_IsDeleted($1) }
      return arguments.is_deleted
    }
  }

  /// Gives up the buffer's memory now, as soon as programs already started are done with it.
  ///
  /// - Throws: `PJRTError` when the plugin fails to.
  public func delete() throws(PJRTError) {
    var arguments = PJRT_Buffer_Delete_Args()
    arguments.buffer = handle.pointer
    try client.functions.call(&arguments, "delete a buffer") { $0.pointee.PJRT_Buffer_Delete($1) }
  }

  /// The event of the array's being computed.
  ///
  /// - Throws: `PJRTError` when the plugin has no such event.
  public var readyEvent: Event {
    get throws(PJRTError) {
      let operation = "watch a buffer"
      var arguments = PJRT_Buffer_ReadyEvent_Args()
      arguments.buffer = handle.pointer
      try client.functions.call(&arguments, operation) { $0.pointee.PJRT_Buffer_ReadyEvent($1) }
      guard let event = arguments.event else { throw .noResult(operation) }
      return Event(event, client: client)
    }
  }

  /// Whether the array is computed, with or without an error.
  ///
  /// - Throws: `PJRTError` when the plugin cannot tell.
  public var isReady: Bool {
    get throws(PJRTError) { try readyEvent.isReady }
  }

  /// Blocks the thread until the array is computed.
  ///
  /// - Throws: `PJRTError` when the program that computes it failed, or the buffer was deleted or donated.
  public func waitUntilReady() throws(PJRTError) {
    try readyEvent.wait("compute a buffer")
  }

  /// Copies the array to another device of the same client.
  ///
  /// - Throws: `PJRTError` when the buffer is on that device already, or was deleted or donated.
  public func copy(to device: Device) throws(PJRTError) -> Buffer {
    let operation = "copy a buffer to \(device)"
    guard device.client === client else {
      throw PJRTError(
        code: .invalidArgument, message: "The device belongs to another client.", operation: operation)
    }
    var arguments = PJRT_Buffer_CopyToDevice_Args()
    arguments.buffer = handle.pointer
    arguments.dst_device = device.handle
    try client.functions.call(&arguments, operation) { $0.pointee.PJRT_Buffer_CopyToDevice($1) }
    guard let copy = arguments.dst_buffer else { throw .noResult(operation) }
    return Buffer(copy, client: client)
  }
}
