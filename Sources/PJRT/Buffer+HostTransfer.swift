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
    // Narrow elements are packed in the device's memory.
    if type.bitWidth >= 8, let target = destination.baseAddress {
      let wasCopied = try withHostMemory(rank: dimensions.count) { memory in
        target.copyMemory(from: memory, byteCount: count)
      }
      if wasCopied { return }
    }
    try startCopyToHost(into: destination).wait("copy a buffer to the host")
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
  /// - Parameter destination: Memory of at least `byteCount` bytes, which must stay valid and untouched until the
  ///   returned event is ready.
  /// - Returns: The event of the copy's being complete.
  /// - Throws: `PJRTError` when the memory is too small, or the buffer was deleted or donated.
  public func startCopyToHost(into destination: UnsafeMutableRawBufferPointer) throws(PJRTError) -> Event {
    let operation = "copy a buffer to the host"
    let dimensions = try dimensions
    _ = try room(for: elementType, dimensions, in: destination)

    // Without a layout the copy would have the device's, which a program may have chosen otherwise.
    let rank = dimensions.count
    let nothing = 0
    var arguments = PJRT_Buffer_ToHostBuffer_Args()
    let error = withUnsafeTemporaryAllocation(of: Int64.self, capacity: max(rank, 1)) { order in
      for axis in 0..<rank { order.initializeElement(at: axis, to: Int64(rank - 1 - axis)) }
      var layout = PJRT_Buffer_MemoryLayout()
      layout.struct_size = MemoryLayout<PJRT_Buffer_MemoryLayout>.size
      layout.type = PJRT_Buffer_MemoryLayout_Type_Tiled
      layout.tiled = PJRT_Buffer_MemoryLayout_Tiled()
      layout.tiled.struct_size = MemoryLayout<PJRT_Buffer_MemoryLayout_Tiled>.size
      layout.tiled.minor_to_major = UnsafePointer(order.baseAddress)
      layout.tiled.minor_to_major_size = rank
      return withUnsafeMutablePointer(to: &layout) { layout in
        withUnsafePointer(to: nothing) { nothing in
          arguments.src = handle.pointer
          arguments.host_layout = layout
          // A null destination would ask for the size instead; an empty array is never written to.
          arguments.dst = destination.baseAddress ?? UnsafeMutableRawPointer(mutating: nothing)
          arguments.dst_size = destination.count
          return client.functions.attempt(&arguments) { $0.pointee.PJRT_Buffer_ToHostBuffer($1) }
        }
      }
    }
    if let error { throw client.functions.take(error, operation) }
    guard let event = arguments.event else { throw .noResult(operation) }
    return Event(event, client: client)
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
}
