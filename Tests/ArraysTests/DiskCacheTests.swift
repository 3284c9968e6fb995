import Foundation
import PJRT
import Testing

@testable import Arrays

@Suite struct DiskCacheTests {
  /// A folder that goes away with its test.
  private final class Folder: Sendable {
    let path = NSTemporaryDirectory() + "penzai-disk-cache-" + UUID().uuidString
    deinit { try? FileManager.default.removeItem(atPath: path) }
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
  }

  private let folder = Folder()
  private let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  private func cache(_ byteLimit: Int = 1 << 20, fingerprint: String = "test") -> DiskCache {
    DiskCache(folder: folder.path, byteLimit: byteLimit, fingerprint: fingerprint)
  }

  private func path(_ key: String) -> String { "\(folder.path)/\(key).program" }

  // MARK: Entries

  @Test func readsWhatWasWritten() {
    let cache = cache()
    #expect(cache.read("a") == nil)
    cache.write(bytes, for: "a")
    cache.write([], for: "empty")
    #expect(cache.read("a") == bytes)
    #expect(cache.read("empty") == [])
    #expect(cache.read("b") == nil)
    #expect(self.cache().read("a") == bytes)
    #expect(cache.contents().count == 2)
    #expect(cache.contents().byteCount == bytes.count + 2 * 28)
    cache.write(bytes.reversed(), for: "a")
    #expect(cache.read("a") == bytes.reversed())
  }

  @Test func keysDependOnProgramOptionsAndFingerprint() {
    let key = cache().key(program: "p", options: [1])
    #expect(key.count == 40)
    #expect(key == cache().key(program: "p", options: [1]))
    let others = [
      cache().key(program: "q", options: [1]), cache().key(program: "p", options: [2]),
      cache().key(program: "p", options: []), cache().key(program: "p\u{1}", options: []),
      cache(fingerprint: "other").key(program: "p", options: [1]),
    ]
    #expect(Set(others + [key]).count == 6)
  }

  @Test func flagsOfTheCompilerKeepProgramsApart() throws {
    func key(_ flags: String?) throws -> String {
      var environment = ["PENZAI_PROGRAM_CACHE_DIR": folder.path]
      environment["XLA_FLAGS"] = flags
      return try #require(DiskCache(environment: environment, fingerprint: "test")).key(program: "p", options: [])
    }
    #expect(try Set([key(nil), key("--xla_cpu_prefer_vector_width=512"), key("--xla_dump_to=/tmp")]).count == 3)
    #expect(try key("") == key(nil))
  }

  enum Damage: String, CaseIterable {
    case cutInTheHeader, cutInTheBody, lastByteMissing, longer, empty, garbage
    case flippedInMagic, flippedInSum, flippedInBody
  }

  @Test(arguments: Damage.allCases)
  func damagedEntriesAreIgnoredRemovedAndRebuilt(damage: Damage) throws {
    let cache = cache()
    cache.write(bytes, for: "a")
    var entry = [UInt8](try Data(contentsOf: URL(filePath: path("a"))))
    switch damage {
    case .cutInTheHeader: entry = Array(entry.prefix(15))
    case .cutInTheBody: entry = Array(entry.prefix(500))
    case .lastByteMissing: entry.removeLast()
    case .empty: entry = []
    case .garbage: entry = (0..<entry.count).map { UInt8(truncatingIfNeeded: $0 &* 91 &+ 3) }
    case .flippedInMagic: entry[3] ^= 1
    case .flippedInSum: entry[10] ^= 0x80
    case .flippedInBody: entry[700] ^= 0x10
    case .longer: entry.append(0)
    }
    try Data(entry).write(to: URL(filePath: path("a")))
    #expect(cache.read("a") == nil)
    #expect(folder.names == [])
    cache.write(bytes, for: "a")
    #expect(cache.read("a") == bytes)
  }

  @Test func anEntryThatIsAFolderIsPassedOver() throws {
    try FileManager.default.createDirectory(atPath: path("a") + "/inside", withIntermediateDirectories: true)
    let cache = cache()
    #expect(cache.read("a") == nil)
    cache.write(bytes, for: "a")
    cache.write(bytes, for: "b")
    #expect(cache.read("b") == bytes)
  }

  // MARK: The folder

  @Test func foldersThatCannotBeMadeKeepNothing() throws {
    try Data([1]).write(to: URL(filePath: folder.path))
    let cache = cache()
    cache.write(bytes, for: "a")
    #expect(cache.read("a") == nil)
    #expect(cache.contents() == (0, 0))
  }

  @Test func foldersThatCannotBeWrittenKeepNothing() {
    // Not even the superuser makes files in the folder of processes.
    let cache = DiskCache(folder: "/proc/penzai/programs", byteLimit: 1 << 20, fingerprint: "test")
    cache.write(bytes, for: "a")
    #expect(cache.read("a") == nil)
    #expect(cache.contents() == (0, 0))
  }

  @Test func halfWrittenFilesOfKilledProcessesDoNoHarm() throws {
    let cache = cache()
    cache.write(bytes, for: "a")
    for name in ["a-1234.program-partial", ".dat.nosync1234.abcdef", "b.program~", "c"] {
      try Data([1, 2, 3]).write(to: URL(filePath: folder.path + "/" + name))
    }
    #expect(cache.read("a") == bytes)
    #expect(cache.read("b") == nil)
    #expect(cache.read("c") == nil)
    #expect(cache.contents().count == 1)
    cache.write(bytes, for: "b")
    #expect(cache.read("b") == bytes)
  }

  @Test func oldRemainsOfKilledProcessesAreClearedAndNothingElse() throws {
    let cache = cache()
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    for (name, age) in [("old.program-partial", 7200.0), ("new.program-partial", 0), ("letter.txt", 7200)] {
      let path = "\(folder.path)/\(name)"
      try Data(bytes).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: path)
    }
    cache.write(bytes, for: "a")
    #expect(folder.names == ["a.program", "letter.txt", "new.program-partial"])
  }

  // MARK: The bound

  @Test func theOldestGoWhenTheBoundIsReached() throws {
    let cache = cache(10_000)
    let size = bytes.count + 28
    for number in 0..<9 {
      cache.write(bytes, for: "\(number)")
      let date = Date(timeIntervalSinceNow: Double(number) - 1000)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path("\(number)"))
    }
    #expect(cache.contents() == (9, 9 * size))
    // Reading is using: the first becomes the newest.
    #expect(cache.read("0") == bytes)
    cache.write(bytes, for: "9")
    #expect(cache.contents().byteCount <= 7500)
    #expect(cache.read("0") == bytes)
    #expect(cache.read("9") == bytes)
    #expect(cache.read("1") == nil)
    #expect(cache.read("2") == nil)
  }

  @Test func theBoundHoldsThroughManyWrites() {
    let cache = cache(50_000)
    for number in 0..<200 {
      cache.write(Array(bytes.prefix(number * 5)), for: "\(number)")
      #expect(cache.contents().byteCount <= 50_000)
    }
    #expect(cache.read("199") != nil)
  }

  @Test func whatExceedsTheBoundAloneIsNotKept() {
    let cache = cache(1000)
    cache.write(bytes, for: "a")
    #expect(cache.contents().count == 0)
  }

  // MARK: Several at once

  @Test func writersOfOneKeyAtOnceLeaveAWholeEntry() async {
    let bytes = bytes
    let caches = (0..<8).map { _ in cache() }
    await withTaskGroup(of: Int.self) { group in
      for (writer, cache) in caches.enumerated() {
        group.addTask {
          var damaged = 0
          for round in 0..<30 {
            cache.write(bytes + [UInt8(writer), UInt8(round)], for: "a")
            guard let read = cache.read("a"), read.count == bytes.count + 2, read.starts(with: bytes) else {
              damaged += 1
              continue
            }
          }
          return damaged
        }
      }
      for await damaged in group { #expect(damaged == 0) }
    }
    #expect(folder.names == ["a.program"])
  }

  @Test func writersThatEvictAtOnceDoNotFail() async {
    let bytes = bytes
    let caches = (0..<4).map { _ in cache(20_000) }
    await withTaskGroup(of: Void.self) { group in
      for (writer, cache) in caches.enumerated() {
        group.addTask { for round in 0..<50 { cache.write(bytes, for: "\(writer)-\(round)") } }
      }
    }
    cache(20_000).write(bytes, for: "last")
    #expect(cache().contents().byteCount <= 20_000)
    #expect(cache().read("last") == bytes)
  }

  // MARK: The environment

  @Test func theEnvironmentDecidesWhereAndHowMuch() throws {
    func cache(_ environment: [String: String]) -> DiskCache? {
      DiskCache(environment: environment, fingerprint: "test")
    }
    #expect(cache([:]) == nil)
    #expect(cache(["HOME": "/h", "PENZAI_PROGRAM_CACHE": "off"]) == nil)
    #expect(cache(["HOME": "/h"])?.folder == "/h/.cache/penzai/programs")
    #expect(cache(["HOME": "/h", "XDG_CACHE_HOME": "/x"])?.folder == "/x/penzai/programs")
    #expect(cache(["HOME": "/h", "XDG_CACHE_HOME": "/x", "PENZAI_CACHE_DIR": "/p"])?.folder == "/p/programs")
    #expect(cache(["HOME": "/h", "PENZAI_PROGRAM_CACHE_DIR": "/d"])?.folder == "/d")
    #expect(cache(["HOME": "/h"])?.byteLimit == 1 << 30)
    #expect(cache(["HOME": "/h", "PENZAI_PROGRAM_CACHE_BYTES": "5000"])?.byteLimit == 5000)
    #expect(cache(["HOME": "/h", "PENZAI_PROGRAM_CACHE_BYTES": "many"])?.byteLimit == 1 << 30)
  }

  // MARK: Programs

  @Test func programsComeBackFromDiskAndGiveTheSame() throws {
    let engine = try Engine.shared.get()
    let graph = try Trace.record("test", [ArrayType([3], .float32)]) { try [($0[0] * 0.371).tanh()] }.graph
    // Compiled here: what was loaded from disk cannot be serialized again.
    let executable = try engine.client.compile(graph.stableHLO(), options: engine.compileOptions)
    let program = Program(executable, outputTypes: graph.outputTypes, donated: [], byteCount: 0)
    let cache = cache()
    cache.write(try executable.serialize(), for: "a")
    let loaded = Program(
      try engine.client.deserialize(try #require(cache.read("a"))), outputTypes: graph.outputTypes, donated: [],
      byteCount: 0)
    let x = try NDArray([1.0, -2, 3])
    #expect(try loaded.run([x], on: engine)[0].doubles() == program.run([x], on: engine)[0].doubles())
  }
}
