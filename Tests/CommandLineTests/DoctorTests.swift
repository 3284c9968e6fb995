import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct DoctorTests {
  @Test func reportsTheEngine() async throws {
    let run = try await Program.run("doctor")
    #expect(run.status == 0)
    for part in ["plugin ", "PJRT API   0.", "platform   cpu", "devices ", "cache ", "The engine runs."] {
      #expect(run.output.contains(part), "\(part) is missing in:\n\(run.output)")
    }
  }

  @Test func reportsJSON() async throws {
    let run = try await Program.run("doctor", "--json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(report["ok"] as? Bool == true)
    #expect(report["platform"] as? String == "cpu")
    #expect(report["checkSum"] as? Double == 10)
    #expect((report["devices"] as? [String])?.isEmpty == false)
    #expect((report["cache"] as? [String: Any])?["byteLimit"] as? Int != nil)
  }

  @Test func missingPluginGivesInstructions() async throws {
    let run = try await Program.run("doctor", environment: ["PENZAI_PJRT_PLUGIN": "/nowhere/plugin.so"])
    #expect(run.status == 1)
    #expect(run.output.contains("/nowhere/plugin.so"))
    #expect(run.output.contains("make tour"))
  }

  @Test func fileThatIsNoPluginIsRefused() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("not a library".utf8, to: "plugin.so")
    let run = try await Program.run("doctor", "--json", environment: ["PENZAI_PJRT_PLUGIN": path])
    #expect(run.status == 1)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(report["ok"] as? Bool == false)
    #expect((report["error"] as? String)?.contains("plugin.so") == true)
    #expect((report["instructions"] as? String)?.contains("PENZAI_PJRT_PLUGIN") == true)
  }

  @Test func damagedCacheEntriesAreRebuilt() async throws {
    let folder = try TemporaryFolder()
    let environment = ["PENZAI_PROGRAM_CACHE_DIR": folder.path]
    #expect(try await Program.run("doctor", environment: environment).status == 0)
    let entries = try folder.contents
    try #require(!entries.isEmpty)
    for entry in entries { _ = try folder.write("PZPROG01 damaged".utf8, to: entry) }
    #expect(try await Program.run("doctor", environment: environment).status == 0)
    for entry in entries {
      let size = try FileManager.default.attributesOfItem(atPath: folder.file(entry))[.size] as? Int
      #expect((size ?? 0) > 100, "\(entry) was not rebuilt")
    }
  }

  @Test func severalProcessesShareTheCache() async throws {
    let folder = try TemporaryFolder()
    let environment = ["PENZAI_PROGRAM_CACHE_DIR": folder.path]
    let runs = try await withThrowingTaskGroup(of: Program.Run.self) { group in
      for _ in 0..<4 { group.addTask { try await Program.run("doctor", environment: environment) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(runs.allSatisfy { $0.status == 0 })
    let contents = try folder.contents
    #expect(contents.allSatisfy { $0.hasSuffix(".program") }, "left behind: \(contents)")
  }

  @Test func unwritableCacheOnlyMeansNoCache() async throws {
    let run = try await Program.run("doctor", environment: ["PENZAI_PROGRAM_CACHE_DIR": "/proc/no/such/folder"])
    #expect(run.status == 0)
  }
}
