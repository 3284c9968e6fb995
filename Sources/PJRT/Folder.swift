internal import Glibc

/// A folder of the file system that the plugin search looks into.
///
/// Reads the system directly: a program that only computes need not load Foundation.
struct Folder {
  let path: String

  init(_ path: String) {
    self.path = path
  }

  /// The last component of the path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Whether the folder is there.
  var exists: Bool { Self.mode(path) == S_IFDIR }

  /// A folder inside this one.
  func appending(_ name: String) -> Folder { Folder(path + "/" + name) }

  /// The folders inside, in the order of their names.
  func folders() -> [Folder] { names().map(appending).filter(\.exists) }

  /// The paths of the shared libraries inside, in the order of their names.
  func libraries() -> [String] {
    names().filter { $0.hasSuffix(".so") }.map { path + "/" + $0 }.filter(Self.isFile)
  }

  private func names() -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether a path leads to a regular file.
  static func isFile(_ path: String) -> Bool { mode(path) == S_IFREG }

  /// A path with symbolic links resolved, or as it is when it leads nowhere.
  static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path without its last component.
  static func parent(of path: String) -> String? {
    path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  /// Whether the first name has the greater numbers in it: "a-0.10" is newer than "a-0.9".
  static func isNewer(_ first: String, _ second: String) -> Bool {
    let (left, right) = (numbers(first), numbers(second))
    return left == right ? first < second : right.lexicographicallyPrecedes(left)
  }

  private static func numbers(_ name: String) -> [Int] {
    name.split { !$0.isASCII || !$0.isNumber }.map { Int($0) ?? .max }
  }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
