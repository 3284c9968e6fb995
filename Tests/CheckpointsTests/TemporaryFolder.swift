import Foundation

/// A folder that is removed with the value that made it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("penzai-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The names of all files in the folder, hidden ones too.
  var contents: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

  /// Writes a file and returns its path.
  func write(_ bytes: some Sequence<UInt8>, to name: String = "file.safetensors") throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  /// Writes a file of the given header and data and returns its path.
  func write(header: String, data: [UInt8] = []) throws -> String {
    try write(header: Array(header.utf8), data: data)
  }

  /// Writes a file of the given header and data and returns its path.
  func write(header: [UInt8], data: [UInt8] = []) throws -> String {
    try write(withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data)
  }
}
