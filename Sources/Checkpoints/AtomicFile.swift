internal import Glibc
internal import Synchronization

/// A file written beside its place and moved in when it is complete: whoever looks finds the old one or the new one.
struct AtomicFile: ~Copyable {
  let path: String
  private let folder: String
  private let temporary: String
  private let descriptor: Int32
  private var isFinished = false

  private static let counter = Atomic<Int>(0)

  /// Opens a file beside the place, under a name of its own.
  ///
  /// - Throws: ``CheckpointError`` when the folder is not there or may not be written to.
  init(_ path: String) throws {
    try requireNoNUL(path)
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let number = Self.counter.add(1, ordering: .relaxed).newValue
    let temporary = "\(folder)/.penzai-\(getpid())-\(number).partial"
    // A process of this number that was killed may have left one behind.
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw systemError("create a file in the folder", path) }
    self.path = path
    self.folder = folder
    self.temporary = temporary
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(temporary) }
  }

  /// Appends bytes.
  ///
  /// - Throws: ``CheckpointError``; of a full disk it says how much is free.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        let isFull = errno == ENOSPC || errno == EDQUOT
        let free = isFull ? " (\(freeBytes()) bytes are free)" : ""
        throw systemError("write \(rest.count) bytes\(free)", path)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Appends bytes.
  ///
  /// - Throws: as the form for memory does.
  func append(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try append($0) }
  }

  /// Moves the file to its place, once it is on the disk.
  ///
  /// - Throws: ``CheckpointError``; the file that was there before is then still there.
  consuming func finish() throws {
    guard fsync(descriptor) == 0 else { throw systemError("write the file to the disk", path) }
    guard rename(temporary, path) == 0 else { throw systemError("move the file to its place", path) }
    isFinished = true
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw systemError("open the folder", path) }
    defer { close(handle) }
    // Some file systems have nothing to do for a folder, and say so.
    guard fsync(handle) == 0 || errno == EINVAL else { throw systemError("write the folder to the disk", path) }
  }

  private func freeBytes() -> UInt {
    var status = statvfs()
    return fstatvfs(descriptor, &status) == 0 ? status.f_bavail * status.f_frsize : 0
  }
}
