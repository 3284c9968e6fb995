internal import Glibc

/// A folder whose files are read by name, and only if they lie in it.
///
/// A link may lead to another file of the folder. In the cache of Hugging Face, where a folder of `snapshots` holds
/// links to the files of `blobs` beside it, these may be read, too.
package struct ClosedFolder: Sendable {
  /// The path of the folder, without links.
  package let path: String

  /// A folder that must be there.
  ///
  /// - Throws: ``CheckpointError`` naming the path.
  package init(_ path: String) throws {
    let resolved = try resolve(path, "open the folder")
    var status = stat()
    guard stat(resolved, &status) == 0 else { throw systemError("look at the folder", path) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw CheckpointError(
        file: path, .system(operation: "open the folder", problem: String(cString: strerror(ENOTDIR))))
    }
    self.path = resolved
  }

  /// Whether there is anything of a name, which may be a link to nowhere.
  package func contains(_ name: String) -> Bool {
    var status = stat()
    return lstat(path + "/" + name, &status) == 0
  }

  /// Whether a name can be that of a file in a folder, rather than a path to elsewhere.
  static func isPlain(_ name: String) -> Bool {
    !["", ".", ".."].contains(name) && !name.utf8.contains(UInt8(ascii: "/")) && !name.utf8.contains(0)
  }

  /// The path of a file, without links.
  ///
  /// - Throws: ``CheckpointError/Reason/outsideFolder(name:problem:)`` for a name that is a path or a link that leads
  ///   out of the folder, and when there is no such file.
  package func file(_ name: String) throws -> String {
    func refusal(_ problem: String) -> CheckpointError {
      CheckpointError(file: path, .outsideFolder(name: name, problem: problem))
    }
    guard Self.isPlain(name) else { throw refusal("is not the plain name of a file") }
    let resolved = try resolve(path + "/" + name, "open the file")
    let folder = String(resolved.prefix(upTo: resolved.lastIndex(of: "/") ?? resolved.startIndex))
    guard folder == path || folder == blobs || path == "/" else {
      throw refusal("is a link that leads to \(resolved.debugDescription)")
    }
    return resolved
  }

  /// The folder of files that a snapshot in the cache of Hugging Face links to: `../../blobs`.
  private var blobs: String? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, parts[parts.count - 2] == "snapshots" else { return nil }
    return "/" + parts.dropLast(2).joined(separator: "/") + "/blobs"
  }
}

/// The path that leads to the same place without links.
private func resolve(_ path: String, _ operation: String) throws -> String {
  try requireNoNUL(path)
  guard let resolved = realpath(path, nil) else { throw systemError(operation, path) }
  defer { free(resolved) }
  return String(cString: resolved)
}
