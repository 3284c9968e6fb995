internal import CPJRT

extension Buffer {
  /// Copies the array to the host, dense and row-major, once it is computed.
  ///
  /// - Parameter destination: Memory of at least `byteCount` bytes.
  /// - Throws: `PJRTError` when the memory is too small, the program that computes the array failed, or the buffer was
  ///   deleted or donated.
  public func copyToHost(into destination: UnsafeMutableRawBufferPointer) throws(PJRTError) {
    let (type, dimensions) = (try elementType, try dimensions)
    let count = try room(for: type, dimensions, in: destination)
    let layout = try layout(rank: dimensions.count)
    if count == 0 || layout.isRowMajor {
      try copyAsStored(type, layout, into: destination, count: count)
    } else {
      try copyReordered(type, dimensions, layout, into: destination, count: count)
    }
  }

  /// Copies the array to the host and returns its bytes, dense and row-major.
  ///
  /// - Throws: `PJRTError` as `copyToHost(into:)` does.
  public func copyToHost() throws(PJRTError) -> [UInt8] {
    let count = try byteCount
    var failure: PJRTError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
      do throws(PJRTError) {
        try copyToHost(into: UnsafeMutableRawBufferPointer(start: bytes.baseAddress, count: count))
        initialized = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Starts to copy the array to the host, dense and row-major.
  ///
  /// An array that a program stored in another order than row-major is copied before the call returns.
  ///
  /// - Parameter destination: Memory of at least `byteCount` bytes, which must stay valid and untouched until the
  ///   returned event is ready.
  /// - Returns: The event of the copy's being complete.
  /// - Throws: `PJRTError` when the memory is too small, or the buffer was deleted or donated.
  public func startCopyToHost(into destination: UnsafeMutableRawBufferPointer) throws(PJRTError) -> Event {
    let (type, dimensions) = (try elementType, try dimensions)
    let count = try room(for: type, dimensions, in: destination)
    let layout = try layout(rank: dimensions.count)
    if count == 0 { return try readyEvent }
    if layout.isRowMajor { return try startCopyAsStored(layout, into: destination) }
    try copyReordered(type, dimensions, layout, into: destination, count: count)
    return try readyEvent
  }

  /// The bytes that the array takes, which the destination must have room for.
  private func room(
    for type: ElementType, _ dimensions: [Int], in destination: UnsafeMutableRawBufferPointer
  ) throws(PJRTError) -> Int {
    let operation = "copy a buffer to the host"
    guard let expected = type.hostByteCount(dimensions) else {
      throw PJRTError(
        code: .outOfRange, message: "\(type) \(dimensions) does not fit in memory.", operation: operation)
    }
    guard destination.count >= expected else {
      throw PJRTError(
        code: .invalidArgument,
        message: "The array takes \(expected) bytes, but there is room for \(destination.count).",
        operation: operation)
    }
    return expected
  }

  /// Copies the elements in the order in which they are stored.
  private func copyAsStored(
    _ type: ElementType, _ layout: BufferLayout, into destination: UnsafeMutableRawBufferPointer, count: Int
  ) throws(PJRTError) {
    guard count > 0, let target = destination.baseAddress else { return try waitUntilReady() }
    // Elements narrower than a byte are packed in the device's memory.
    if type.bitWidth >= 8, !layout.isTiled {
      let wasCopied = try withHostMemory { memory in target.copyMemory(from: memory, byteCount: count) }
      if wasCopied { return }
    }
    try startCopyAsStored(layout, into: destination).wait("copy a buffer to the host")
  }

  /// Copies the elements as they are stored and puts them in row-major order.
  private func copyReordered(
    _ type: ElementType, _ dimensions: [Int], _ layout: BufferLayout,
    into destination: UnsafeMutableRawBufferPointer, count: Int
  ) throws(PJRTError) {
    let stored = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { stored.deallocate() }
    try copyAsStored(type, layout, into: stored, count: count)
    layout.reorder(
      UnsafeRawBufferPointer(stored), dimensions: dimensions, elementWidth: type.hostByteWidth, into: destination)
  }

  /// Starts to copy the elements in the order in which they are stored, without the device's tiles.
  private func startCopyAsStored(
    _ layout: BufferLayout, into destination: UnsafeMutableRawBufferPointer
  ) throws(PJRTError) -> Event {
    let operation = "copy a buffer to the host"
    var arguments = PJRT_Buffer_ToHostBuffer_Args()
    let error = layout.withOrder { order in
      // Asks for the order that is there: the CPU's plugin ignores a request for any other.
      var request = PJRT_Buffer_MemoryLayout()
      request.struct_size = MemoryLayout<PJRT_Buffer_MemoryLayout>.size
      request.type = PJRT_Buffer_MemoryLayout_Type_Tiled
      request.tiled = PJRT_Buffer_MemoryLayout_Tiled()
      request.tiled.struct_size = MemoryLayout<PJRT_Buffer_MemoryLayout_Tiled>.size
      request.tiled.minor_to_major = order.baseAddress
      request.tiled.minor_to_major_size = order.count
      return withUnsafeMutablePointer(to: &request) { request in
        arguments.src = handle.pointer
        arguments.host_layout = request
        arguments.dst = destination.baseAddress
        arguments.dst_size = destination.count
        return client.functions.attempt(&arguments) { $0.pointee.PJRT_Buffer_ToHostBuffer($1) }
      }
    }
    if let error { throw client.functions.take(error, operation) }
    guard let event = arguments.event else { throw .noResult(operation) }
    return Event(event, client: client)
  }
}
