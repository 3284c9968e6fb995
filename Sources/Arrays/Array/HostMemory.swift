internal import Glibc

/// Memory of the host that a device can use in place: aligned as XLA's CPU wants it.
///
/// Written by the one who makes it, before anyone else sees it; read-only afterwards.
final class HostMemory: @unchecked Sendable {
  /// The alignment, in bytes, of memory that is not copied.
  static let alignment = 64

  let bytes: UnsafeMutableRawBufferPointer

  /// - Throws: ``ArrayError/argument(operation:problem:)`` when there is not as much memory.
  init(byteCount: Int, for operation: String) throws {
    let rounded = max((byteCount + Self.alignment - 1) / Self.alignment, 1) * Self.alignment
    guard let start = aligned_alloc(Self.alignment, rounded) else {
      throw ArrayError.argument(operation: operation, problem: "the host has no memory of \(byteCount) bytes to give")
    }
    bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
  }

  deinit {
    free(bytes.baseAddress)
  }
}
