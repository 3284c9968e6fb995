internal import Foundation

extension TemporaryFolder {
  /// Writes a text file, makes the folders on the way, and returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String { try write(text.utf8, to: name) }

  /// Compiles C into a shared library and returns its path.
  public func compileLibrary(_ source: String, includes: [String] = [], named name: String) throws -> String {
    let file = try write(source, to: name + ".c")
    let library = path + "/" + name + ".so"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["cc", "-shared", "-fPIC", "-o", library, file] + includes.flatMap { ["-I", $0] }
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return library
  }
}
