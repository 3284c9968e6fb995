import ArgumentParser
import Foundation
import Penzai

/// Says what the engine found, and what to do when it cannot run.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the engine: the plugin, its platform and devices, the cache of compiled programs.",
    discussion: "Exits with code 1 and instructions when the engine cannot run.")

  @Flag(help: "Print JSON, for machines.")
  var json = false

  func run() throws {
    let report = DoctorReport.make()
    print(json ? try report.json() : report.text())
    if report.error != nil { throw ExitCode(1) }
  }
}

/// What `penzai doctor` reports.
struct DoctorReport: Codable, Equatable {
  struct Cache: Codable, Equatable {
    var folder: String
    var entries: Int
    var bytes: Int
    var byteLimit: Int
  }

  var ok: Bool
  var plugin: String?
  var apiVersion: String?
  var platform: String?
  var platformVersion: String?
  var devices: [String]?
  var cache: Cache?
  /// The result of a small computation, which shows that programs compile and run.
  var checkSum: Double?
  var error: String?
  var instructions: String?

  static let instructions = """
    Set the engine up with `make tour` or `make test` in the project's folder, which fetch the CPU plugin, or set
    PENZAI_PJRT_PLUGIN to the path of a PJRT plugin of your own.
    """

  static func make() -> DoctorReport {
    do {
      let engine = try Engine.shared.get()
      let cache = engine.diskCache.map { cache in
        let contents = cache.contents()
        return Cache(
          folder: cache.folder, entries: contents.count, bytes: contents.byteCount, byteLimit: cache.byteLimit)
      }
      let check = try (NDArray([1.0, 2.0]) + NDArray([3.0, 4.0])).doubles().reduce(0, +)
      return DoctorReport(
        ok: true, plugin: engine.pluginPath, apiVersion: engine.apiVersion, platform: engine.platformName,
        platformVersion: engine.platformVersion, devices: engine.deviceDescriptions, cache: cache, checkSum: check)
    } catch {
      let plugin = ProcessInfo.processInfo.environment["PENZAI_PJRT_PLUGIN"]
      return DoctorReport(
        ok: false, error: "\(error)",
        instructions: plugin.map {
          "PENZAI_PJRT_PLUGIN is set to \($0). Correct it, or unset it and run `make tour` in the project's folder."
        } ?? instructions)
    }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  func text() -> String {
    if let error {
      return "The engine cannot run.\n\n\(error)\n\n\(instructions ?? "")"
    }
    var lines = [
      "plugin     \(plugin ?? "")",
      "PJRT API   \(apiVersion ?? "")",
      "platform   \(platform ?? "") (\(platformVersion ?? ""))",
      "devices    \((devices ?? []).joined(separator: ", "))",
    ]
    if let cache {
      let megabytes = String(format: "%.1f", Double(cache.bytes) / 1_048_576)
      lines.append(
        "cache      \(cache.folder): \(cache.entries) programs, \(megabytes) MiB of at most "
          + "\(cache.byteLimit / 1_048_576) MiB")
    } else {
      lines.append("cache      off")
    }
    lines.append("The engine runs.")
    return lines.joined(separator: "\n")
  }
}
