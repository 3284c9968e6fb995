internal import CPJRT
internal import Synchronization

extension Buffer {
  /// Lends the array's bytes, dense and row-major, once it is computed: the array's own memory where the host can read
  /// it and it is in that order, a copy otherwise.
  ///
  /// - Parameter body: Reads the bytes, which are valid until it returns.
  /// - Throws: `PJRTError` when the program that computes the array failed, or the buffer was deleted or donated; and
  ///   what `body` throws.
  public func withHostBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    let (type, dimensions, count) = (try elementType, try dimensions, try byteCount)
    let layout = try layout(rank: dimensions.count)
    var result: Swift.Result<Result, any Error>?
    if count > 0, layout.isRowMajor, !layout.isTiled, type.bitWidth >= 8 {
      _ = try withHostMemory { memory in
        result = Swift.Result { try body(UnsafeRawBufferPointer(start: memory, count: count)) }
      }
    }
    if let result { return try result.get() }
    return try copyToHost().withUnsafeBytes(body)
  }

  /// Lends the array's own memory when the host can read it, once the array is computed.
  ///
  /// This spares the detour over the plugin's threads, which costs far more than copying a small array's bytes.
  ///
  /// - Parameter body: Reads from the first byte's address; the elements lie there as the device stores them.
  /// - Returns: Whether `body` was called.
  /// - Throws: `PJRTError` when the program that computes the array failed, or the buffer was deleted or donated.
  func withHostMemory(_ body: (UnsafeRawPointer) -> Void) throws(PJRTError) -> Bool {
    let functions = client.functions
    let operation = "read a buffer in host memory"
    var location = PJRT_Buffer_IsOnCpu_Args()
    location.buffer = handle.pointer
    try functions.call(&location, operation) { $0.pointee.PJRT_Buffer_IsOnCpu($1) }
    guard location.is_on_cpu else { return false }

    try waitUntilReady()
    // While the count is up the plugin neither frees nor reuses the memory.
    try retainMemory()
    defer { releaseMemory() }
    var memory = PJRT_Buffer_OpaqueDeviceMemoryDataPointer_Args()
    memory.buffer = handle.pointer
    try functions.call(&memory, operation) { $0.pointee.PJRT_Buffer_OpaqueDeviceMemoryDataPointer($1) }
    guard let address = memory.device_memory_ptr else { return false }
    body(address)
    return true
  }

  private func retainMemory() throws(PJRTError) {
    try holds.withLock { _ throws(PJRTError) in
      var arguments = PJRT_Buffer_IncreaseExternalReferenceCount_Args()
      arguments.buffer = handle.pointer
      try client.functions.call(&arguments, "read a buffer in host memory") {
        $0.pointee.PJRT_Buffer_IncreaseExternalReferenceCount($1)
      }
    }
  }

  private func releaseMemory() {
    holds.withLock { _ in
      var arguments = PJRT_Buffer_DecreaseExternalReferenceCount_Args()
      arguments.buffer = handle.pointer
      client.functions.callIgnoringErrors(&arguments) { $0.pointee.PJRT_Buffer_DecreaseExternalReferenceCount($1) }
    }
  }
}
