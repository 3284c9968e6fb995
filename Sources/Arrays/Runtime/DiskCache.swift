internal import FoundationEssentials
internal import Glibc
internal import Synchronization

/// Compiled programs in a folder, for later processes: bounded in bytes, safe for several processes at once.
///
/// An entry is written beside its place and moved in, so that no reader sees a part of it; it carries a checksum, and
/// one that does not match is ignored and removed. The oldest entries go when the bound is exceeded.
public struct DiskCache: Sendable {
  /// The folder of the entries.
  public let folder: String
  /// The bound on the size of all entries together, in bytes.
  public let byteLimit: Int
  private let fingerprint: String
  private let tally = Tally()

  private static let magic: [UInt8] = Array("PZPROG01".utf8)
  private static let suffix = ".program"
  private static let partialSuffix = ".program-partial"

  /// A cache in a folder of one's own.
  ///
  /// - Parameter fingerprint: what entries depend on beside the program: plugin, version, processor.
  init(folder: String, byteLimit: Int, fingerprint: String) {
    self.folder = folder
    self.byteLimit = byteLimit
    self.fingerprint = fingerprint
  }

  /// The cache that the environment asks for; none when `PENZAI_PROGRAM_CACHE` is `off` or no home is known.
  ///
  /// Variables: `PENZAI_PROGRAM_CACHE_DIR`, else `programs` in `PENZAI_CACHE_DIR`, in `XDG_CACHE_HOME/penzai`, or in
  /// `~/.cache/penzai`; `PENZAI_PROGRAM_CACHE_BYTES`, the bound, 1 GiB unless given.
  /// Programs are kept apart by `XLA_FLAGS`, which say how XLA compiles them.
  init?(environment: [String: String], fingerprint: String) {
    guard environment["PENZAI_PROGRAM_CACHE"] != "off" else { return nil }
    let base =
      environment["PENZAI_CACHE_DIR"] ?? environment["XDG_CACHE_HOME"].map { $0 + "/penzai" }
      ?? environment["HOME"].map { $0 + "/.cache/penzai" }
    guard let folder = environment["PENZAI_PROGRAM_CACHE_DIR"] ?? base.map({ $0 + "/programs" }) else { return nil }
    self.init(
      folder: folder, byteLimit: environment["PENZAI_PROGRAM_CACHE_BYTES"].flatMap { Int($0) } ?? 1 << 30,
      fingerprint: [fingerprint, Self.processor, environment["XLA_FLAGS"] ?? ""].joined(separator: "|"))
  }

  /// The features of the processor: compiled programs use them.
  private static let processor: String = {
    let lines = SystemFile.text("/proc/cpuinfo").split(separator: "\n")
    return lines.first { $0.hasPrefix("flags") || $0.hasPrefix("Features") }.map(String.init) ?? ""
  }()

  /// The name under which a program is kept.
  func key(program: String, options: [UInt8]) -> String {
    var hash = SHA1()
    for part in [Array(program.utf8), options, Array(fingerprint.utf8)] {
      hash.update(Array("\(part.count):".utf8))
      hash.update(part)
    }
    return hash.finished().map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// The bytes under a key; `nil` when there are none or they are damaged.
  func read(_ key: String) -> [UInt8]? {
    let path = path(key)
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let bytes = [UInt8](data)
    let headerSize = Self.magic.count + 20
    guard bytes.count >= headerSize, bytes.starts(with: Self.magic),
      SHA1.hash(bytes[headerSize...]) == Array(bytes[Self.magic.count..<headerSize])
    else {
      try? FileManager.default.removeItem(atPath: path)
      return nil
    }
    // Eviction goes by the time of the last use.
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path)
    return Array(bytes[headerSize...])
  }

  /// Keeps bytes under a key; a folder that cannot be written means that nothing is kept.
  func write(_ bytes: [UInt8], for key: String) {
    let entry = Self.magic + SHA1.hash(bytes) + bytes
    guard entry.count <= byteLimit else { return }
    let partial = "\(folder)/\(key)-\(UUID().uuidString)\(Self.partialSuffix)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(entry).write(to: URL(filePath: partial))
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      return
    }
    guard rename(partial, path(key)) == 0 else {
      try? FileManager.default.removeItem(atPath: partial)
      return
    }
    // Looking at every entry after every write would make the time of many writes grow with their square.
    if tally.add(entry.count, until: byteLimit / 16) { evict() }
  }

  /// The bytes written by this process since it last looked at the whole folder.
  private final class Tally: Sendable {
    private let byteCount = Mutex(Int?.none)

    /// Counts bytes; true, and back at zero, when they reach the limit or none were counted before.
    func add(_ count: Int, until limit: Int) -> Bool {
      byteCount.withLock { total in
        guard let sum = total.map({ $0 + count }), sum < limit else {
          total = 0
          return true
        }
        total = sum
        return false
      }
    }
  }

  /// The number of entries and their size in bytes.
  public func contents() -> (count: Int, byteCount: Int) {
    let entries = files().filter(\.isWhole)
    return (entries.count, entries.reduce(0) { $0 + $1.byteCount })
  }

  private struct Entry {
    var path: String
    var byteCount: Int
    var lastUse: Date
    /// Whether the file is an entry, not one that is still written or that a killed process left.
    var isWhole: Bool
  }

  private func files() -> [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      let path = folder + "/" + name
      // Another process may remove an entry at any time.
      guard name.hasSuffix(Self.suffix) || name.hasSuffix(Self.partialSuffix),
        let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        attributes[.type] as? FileAttributeType == .typeRegular,
        let size = attributes[.size] as? Int ?? (attributes[.size] as? UInt64).map(Int.init),
        let date = attributes[.modificationDate] as? Date
      else { return nil }
      return Entry(path: path, byteCount: size, lastUse: date, isWhole: name.hasSuffix(Self.suffix))
    }
  }

  private func evict() {
    let files = files()
    // No write takes an hour.
    for file in files where !file.isWhole && file.lastUse.timeIntervalSinceNow < -3600 {
      try? FileManager.default.removeItem(atPath: file.path)
    }
    let entries = files.filter(\.isWhole)
    var total = entries.reduce(0) { $0 + $1.byteCount }
    // What this process writes before it looks again stays within the bound.
    guard total > byteLimit - byteLimit / 16 else { return }
    for entry in entries.sorted(by: { $0.lastUse < $1.lastUse }) {
      if total <= byteLimit * 3 / 4 { return }
      try? FileManager.default.removeItem(atPath: entry.path)
      total -= entry.byteCount
    }
  }

  private func path(_ key: String) -> String { "\(folder)/\(key)\(Self.suffix)" }
}
