internal import FoundationEssentials
internal import Glibc

/// The private file in which a running viewer leaves its address for other programs of the same user.
package struct ViewerFile: Hashable, Sendable {
  /// Where the file is, whether or not a viewer runs.
  package var path: String

  /// A file of one's own.
  package init(path: String) {
    self.path = path
  }

  /// The file that the environment leads to; nil where `PENZAI_VIEWER` is `off`, or no folder of the user is known.
  ///
  /// It is the one that `PENZAI_VIEWER` names, or else `viewer.json` in `XDG_RUNTIME_DIR/penzai`, in `PENZAI_CACHE_DIR`,
  /// in `XDG_CACHE_HOME/penzai`, or in `~/.cache/penzai`.
  package init?(environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let chosen = value("PENZAI_VIEWER")
    guard chosen != "off" else { return nil }
    let folder =
      value("XDG_RUNTIME_DIR").map { $0 + "/penzai" } ?? value("PENZAI_CACHE_DIR")
      ?? value("XDG_CACHE_HOME").map { $0 + "/penzai" } ?? value("HOME").map { $0 + "/.cache/penzai" }
    guard let path = chosen ?? folder.map({ $0 + "/viewer.json" }) else { return nil }
    self.path = path
  }

  /// The address that a viewer left here, whether or not it still runs.
  ///
  /// Nil for a file that others could have written or can read: what it says is then no secret.
  package var address: ViewerAddress? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_mode & 0o077 == 0
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return try? JSONDecoder().decode(ViewerAddress.self, from: Data(bytes[..<count]))
  }

  /// Leaves an address, in place of one that may be there; nobody but the user can read it.
  ///
  /// - Throws: ``PageError/notWritten(path:reason:)``.
  package func write(_ address: ViewerAddress) throws(PageError) {
    do {
      let content = try JSONEncoder().encode(address)
      let url = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let temporary = "\(url.path).\(getpid()).partial"
      unlink(temporary)
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw PageError.notWritten(path: path, reason: lastSystemError()) }
      defer { close(descriptor) }
      let count = content.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count == content.count, rename(temporary, url.path) == 0 else {
        let reason = lastSystemError()
        unlink(temporary)
        throw PageError.notWritten(path: path, reason: reason)
      }
    } catch let error as PageError {
      throw error
    } catch {
      throw PageError.notWritten(path: path, reason: "\(error)")
    }
  }

  /// Takes the file away, unless another viewer has left its own address since.
  package func remove(_ address: ViewerAddress) {
    if self.address == address { unlink(path) }
  }
}

/// The error of the last refused request of the operating system, in words.
func lastSystemError() -> String { String(cString: strerror(errno)) }
