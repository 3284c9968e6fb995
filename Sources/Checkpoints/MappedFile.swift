internal import Glibc

/// The bytes of a regular file, mapped into memory for reading.
///
/// A file that another process cuts short would kill this one at the touch of a missing page, so that every use goes
/// through ``withBytes(_:)``, which looks first. Writers that replace files as ``AtomicFile`` does leave the mapped
/// one untouched.
final class MappedFile: Sendable {
  let path: String
  private let descriptor: Int32
  private let stamp: Stamp
  // Read-only memory that nobody writes to as long as this object lives.
  nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer

  /// What changes when the content does.
  private struct Stamp: Equatable {
    var byteCount: Int
    var seconds: Int
    var nanoseconds: Int

    init(_ status: stat) {
      byteCount = status.st_size
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  /// Opens and maps a file.
  ///
  /// - Throws: ``CheckpointError`` when it is not there, may not be read, or is no regular file.
  init(_ path: String) throws {
    try requireNoNUL(path)
    // A pipe would keep the opener waiting for its other end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw systemError("open the file", path) }
    do {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw systemError("look at the file", path) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw CheckpointError(file: path, .notARegularFile) }
      stamp = Stamp(status)
      if status.st_size > 0 {
        guard let address = mmap(nil, status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED
        else { throw systemError("map the file into memory", path) }
        bytes = UnsafeRawBufferPointer(start: address, count: status.st_size)
      } else {
        bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      }
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    if let address = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: address), bytes.count) }
    close(descriptor)
  }

  /// Calls a closure with the bytes of the file, if it is what it was when it was opened.
  ///
  /// - Throws: ``CheckpointError`` when the file was changed, and what the closure throws.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemError("look at the file", path) }
    guard Stamp(status) == stamp else { throw CheckpointError(file: path, .changedSinceOpening) }
    return try body(bytes)
  }
}

/// The error that the last refused request of the operating system stands for.
func systemError(_ operation: String, _ path: String) -> CheckpointError {
  CheckpointError(file: path, .system(operation: operation, problem: String(cString: strerror(errno))))
}

/// Refuses a path that the operating system would take for a shorter one.
func requireNoNUL(_ path: String) throws {
  guard !path.utf8.contains(0) else {
    throw CheckpointError(file: path.debugDescription, .invalidName(problem: "of the file contains a NUL character"))
  }
}
