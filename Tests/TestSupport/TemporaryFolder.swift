internal import Foundation

/// A folder that is removed with the value that made it.
public final class TemporaryFolder: Sendable {
  /// The path of the folder, without symbolic links.
  public let path: String

  /// Makes an empty folder.
  ///
  /// - Throws: errors of the file system.
  public init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "penzai-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The names of all files in the folder, hidden ones too, sorted.
  public var contents: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

  /// The path of a file in the folder, which need not be there.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file, makes the folders on the way, and returns its path.
  @discardableResult
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let url = URL(filePath: file(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }
}
