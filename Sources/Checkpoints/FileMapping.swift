internal import Glibc

/// The pages of a file in memory, for reading only.
///
/// A file that is cut short while it is mapped ends the process at the touch of a missing page; one that is replaced,
/// as ``AtomicFile`` does, stays as it was.
final class FileMapping: Sendable {
  // Read-only memory that stays as long as this object lives.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Maps an open file.
  ///
  /// - Throws: ``CheckpointError`` when the operating system refuses.
  init(_ descriptor: Int32, byteCount: Int, path: String) throws {
    guard byteCount > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let address = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
      throw systemError("map the file into memory", path)
    }
    bytes = UnsafeRawBufferPointer(start: address, count: byteCount)
  }

  deinit {
    if let address = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: address), bytes.count) }
  }
}
