internal import CPJRT

extension Client {
  /// Copies a dense row-major array from the host to a device; the bytes are free again when the call returns.
  ///
  /// - Parameters:
  ///   - bytes: The elements, each of the type's `hostByteWidth`, in the byte order of the host.
  ///   - type: The type of the elements.
  ///   - dimensions: The sizes of the axes; empty for a scalar.
  ///   - device: Where the array is to live.
  /// - Throws: `PJRTError` when the bytes do not match type and dimensions, the device is another client's, or the
  ///   device is out of memory.
  public func makeBuffer(
    _ bytes: UnsafeRawBufferPointer, type: ElementType, dimensions: [Int], device: Device
  ) throws(PJRTError) -> Buffer {
    let (buffer, _) = try transfer(
      bytes, type, dimensions, device, PJRT_HostBufferSemantics_kImmutableOnlyDuringCall)
    return buffer
  }

  /// Makes a dense row-major array on a device from host memory without waiting, and without copying where possible.
  ///
  /// The plugin reads the memory until it is done: on a CPU that may be as long as the buffer lives.
  ///
  /// - Parameters:
  ///   - bytes: The elements, each of the type's `hostByteWidth`; they must not change while `owner` is retained. A CPU
  ///     copies memory that is not aligned as it likes (64 bytes).
  ///   - owner: The object that owns the memory; it is retained until the plugin is done with it.
  ///   - type: The type of the elements.
  ///   - dimensions: The sizes of the axes; empty for a scalar.
  ///   - device: Where the array is to live.
  /// - Throws: `PJRTError` as `makeBuffer(_:type:dimensions:device:)` does.
  public func makeBuffer(
    sharing bytes: UnsafeRawBufferPointer, ownedBy owner: some AnyObject & Sendable, type: ElementType,
    dimensions: [Int], device: Device
  ) throws(PJRTError) -> Buffer {
    let (buffer, done) = try transfer(bytes, type, dimensions, device, PJRT_HostBufferSemantics_kImmutableZeroCopy)
    // Without an event the plugin has nothing left to do with the memory.
    do {
      try done?.whenReady { _ in withExtendedLifetime(owner) {} }
    } catch {
      // Nobody will tell when the plugin is done: better to keep the memory for ever than to free it in use.
      _ = Unmanaged.passRetained(owner)
      throw error
    }
    return buffer
  }

  private func transfer(
    _ bytes: UnsafeRawBufferPointer, _ type: ElementType, _ dimensions: [Int], _ device: Device,
    _ semantics: PJRT_HostBufferSemantics
  ) throws(PJRTError) -> (Buffer, Event?) {
    let operation = "copy an array of \(type) \(dimensions) to \(device)"
    guard device.client === self else {
      throw PJRTError(
        code: .invalidArgument, message: "The device belongs to another client.", operation: operation)
    }
    guard type != .token, let expected = type.hostByteCount(dimensions) else {
      throw PJRTError(
        code: .invalidArgument, message: "No host array has this type and these dimensions.", operation: operation)
    }
    guard bytes.count == expected else {
      throw PJRTError(
        code: .invalidArgument,
        message: "The array takes \(expected) bytes, but \(bytes.count) were given.", operation: operation)
    }

    // An empty array has no bytes to point to, yet the plugin wants an address.
    let nothing = 0
    var arguments = PJRT_Client_BufferFromHostBuffer_Args()
    let error = withUnsafePointer(to: nothing) { nothing in
      dimensions.withUnsafeBufferPointer { dimensions in
        dimensions.withMemoryRebound(to: Int64.self) { dimensions in
          arguments.client = handle.pointer
          arguments.data = bytes.baseAddress ?? UnsafeRawPointer(nothing)
          arguments.type = PJRT_Buffer_Type(rawValue: type.rawValue)
          arguments.dims = dimensions.baseAddress
          arguments.num_dims = dimensions.count
          arguments.host_buffer_semantics = semantics
          arguments.device = device.handle
          return functions.attempt(&arguments) { $0.pointee.PJRT_Client_BufferFromHostBuffer($1) }
        }
      }
    }
    if let error { throw functions.take(error, operation) }
    let done = arguments.done_with_host_buffer.map { Event($0, client: self) }
    guard let buffer = arguments.buffer else { throw .noResult(operation) }
    return (Buffer(buffer, client: self), done)
  }
}
