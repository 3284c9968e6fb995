internal import Glibc
internal import Synchronization

/// A regular file, opened for reading.
///
/// Bytes are read into memory of our own, so that a file that another process cuts short meanwhile gives an error. A
/// ``FileMapping`` has no such defence. Writers that replace files as ``AtomicFile`` does leave an opened one untouched.
final class RegularFile: Sendable {
  let path: String
  private let descriptor: Int32
  private let stamp: Stamp
  /// The mapping that was last asked for, as long as somebody uses it.
  private let mapping = Mutex(WeakMapping())

  private struct WeakMapping {
    weak var value: FileMapping?
  }

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

  /// Opens a file.
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
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// The number of bytes in the file.
  var byteCount: Int { stamp.byteCount }

  /// Fills memory with the bytes from an offset on, which the file has as long as it is what it was when opened.
  ///
  /// - Throws: ``CheckpointError`` when the file was changed, or cannot be read.
  func read(into memory: UnsafeMutableRawBufferPointer, at offset: Int) throws {
    try requireUnchanged()
    var done = 0
    while done < memory.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: memory[done...])
      let count = pread(descriptor, rest.baseAddress, rest.count, offset + done)
      if count < 0 {
        if errno == EINTR { continue }
        throw systemError("read the file", path)
      }
      guard count > 0 else { throw CheckpointError(file: path, .changedSinceOpening) }
      done += count
    }
    try requireUnchanged()
  }

  /// The bytes of a range, which must lie in the file.
  ///
  /// - Throws: as ``read(into:at:)`` does.
  func bytes(_ range: Range<Int>) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: range.count) { memory, initialized in
      try read(
        into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(memory)[..<range.count]),
        at: range.lowerBound)
      initialized = range.count
    }
  }

  /// The pages of the file in memory, one mapping for all who use it at a time.
  ///
  /// - Throws: ``CheckpointError`` when the file was changed, or cannot be mapped.
  func mapped() throws -> FileMapping {
    try requireUnchanged()
    return try mapping.withLock { mapping in
      if let value = mapping.value { return value }
      let value = try FileMapping(descriptor, byteCount: byteCount, path: path)
      mapping.value = value
      return value
    }
  }

  private func requireUnchanged() throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemError("look at the file", path) }
    guard Stamp(status) == stamp else { throw CheckpointError(file: path, .changedSinceOpening) }
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
