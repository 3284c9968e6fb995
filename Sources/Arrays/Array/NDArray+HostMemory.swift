internal import PJRT

extension NDArray {
  /// An array over dense row-major bytes of the host, which a CPU uses in place.
  ///
  /// Memory that is not aligned to 64 bytes, and that of other devices than the CPU, is copied.
  ///
  /// - Parameters:
  ///   - bytes: the elements in the byte order of the host; they must not change while the owner is retained.
  ///   - owner: the object that owns the memory; it is retained as long as the array, or a program that reads it, may
  ///     need it, and released on any thread.
  ///   - type: the shape and the element type.
  /// - Throws: ``ArrayError/elementCount(expected:found:shape:)`` when there are too few or too many bytes,
  ///   ``ArrayError/negativeSize(operation:shape:)``.
  public init(sharing bytes: UnsafeRawBufferPointer, ownedBy owner: some AnyObject & Sendable, type: ArrayType) throws {
    try NDArray.checkSizes(type.shape, for: "NDArray")
    guard bytes.count == type.byteCount else {
      throw ArrayError.elementCount(expected: type.count, found: bytes.count / type.dtype.byteCount, shape: type.shape)
    }
    let engine = try Engine.shared.get()
    let buffer = try engine.client.makeBuffer(
      sharing: bytes, ownedBy: owner, type: type.dtype.bufferType, dimensions: type.shape, device: engine.device)
    self.init(DeviceArray(buffer), type)
  }

  /// An array whose dense row-major bytes a closure writes, in memory that a CPU then uses in place.
  ///
  /// - Parameters:
  ///   - type: the shape and the element type.
  ///   - write: writes all bytes of the elements, in the byte order of the host.
  /// - Throws: what the closure throws, ``ArrayError/negativeSize(operation:shape:)``, and
  ///   ``ArrayError/argument(operation:problem:)`` when there is not as much memory.
  public init(type: ArrayType, initializingWith write: (UnsafeMutableRawBufferPointer) throws -> Void) throws {
    try NDArray.checkSizes(type.shape, for: "NDArray")
    let memory = try HostMemory(byteCount: type.byteCount, for: "NDArray")
    try write(memory.bytes)
    try self.init(sharing: UnsafeRawBufferPointer(memory.bytes), ownedBy: memory, type: type)
  }
}
