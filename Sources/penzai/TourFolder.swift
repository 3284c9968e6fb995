import Foundation

/// The folder that the tour writes to; tried before anything is computed.
struct TourFolder {
  let path: String

  /// Why a folder cannot be written to.
  struct Problem: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String {
      "The output folder \(path) cannot be written to: \(reason). Give another one with --out."
    }
  }

  /// The folder at a path, made if it is not there.
  init(path: String) throws {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      let probe = path + "/.write-test-\(UUID().uuidString)"
      try Data().write(to: URL(filePath: probe))
      try FileManager.default.removeItem(atPath: probe)
    } catch {
      throw Problem(path: path, reason: error.localizedDescription)
    }
  }

  /// Writes a file whole or not at all.
  func write(_ data: Data, to name: String) throws {
    do {
      try data.write(to: URL(filePath: file(name)), options: .atomic)
    } catch {
      throw Problem(path: path, reason: error.localizedDescription)
    }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}
