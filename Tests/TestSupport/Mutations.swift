internal import Foundation

/// Random changes of bytes that repeat for a seed: at least so many everywhere, so that no test depends on the time.
///
/// `PENZAI_MUTATION_SECONDS` goes on for a time, `PENZAI_MUTATION_SEED` begins from another seed; `make test` sets the
/// first for a minute over all formats.
public struct Mutations: RandomNumberGenerator {
  private var state: UInt64
  private let pieces: [[UInt8]]

  private static let environment = ProcessInfo.processInfo.environment

  /// Calls a closure with a generator of changes, again and again.
  ///
  /// - Parameters:
  ///   - count: how often at least.
  ///   - pieces: what the format is made of, put in here and there.
  public static func run(_ count: Int, pieces: [String], _ body: (inout Mutations) throws -> Void) rethrows {
    let seed = environment["PENZAI_MUTATION_SEED"].flatMap(UInt64.init) ?? 2026
    var mutations = Mutations(state: seed, pieces: (pieces + jsonPieces).map { Array($0.utf8) })
    let seconds = environment["PENZAI_MUTATION_SECONDS"].flatMap(Double.init) ?? 0
    let end = ContinuousClock.now + .seconds(seconds)
    for _ in 0..<count { try body(&mutations) }
    while ContinuousClock.now < end { for _ in 0..<64 { try body(&mutations) } }
  }

  /// Marks of JSON, and numbers at which arithmetic goes wrong.
  private static let jsonPieces = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", " ", "\0", "null", "true", "-", "0", "1", "4", "8",
    "1e300", "1e999", "1.5", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551615",
    "281474976710656", "\u{FEFF}", "é",
  ]

  /// Numbers from a counter.
  ///
  /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The bytes with one change or a few; half of the changes are made in a part of special interest.
  public mutating func changing(_ bytes: [UInt8], mostlyIn interest: Range<Int>) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<max(1, Int.random(in: -2...4, using: &self)) {
      let anywhere = Int.random(in: 0...bytes.count, using: &self)
      let start = Bool.random(using: &self) ? anywhere : min(Int.random(in: interest, using: &self), bytes.count)
      let piece = pieces.randomElement(using: &self) ?? []
      switch Int.random(in: 0..<7, using: &self) {
      case 0 where start < bytes.count: bytes[start] = UInt8.random(in: 0...255, using: &self)
      case 1 where start < bytes.count: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &self)
      case 2: bytes.removeSubrange(start..<min(start + Int.random(in: 1...16, using: &self), bytes.count))
      case 3: bytes.insert(contentsOf: bytes[start..<min(start + 24, bytes.count)], at: start)
      case 4: bytes.replaceSubrange(start..<min(start + 4, bytes.count), with: piece)
      default: bytes.insert(contentsOf: piece, at: start)
      }
    }
    return bytes
  }
}

extension TemporaryFolder {
  /// The path for a file that is written thousands of times, which would keep a disk busy.
  ///
  /// It lies in memory where there is such a place; who writes a file there must remove it.
  public func pathInMemory(_ name: String) -> String {
    let memory = "/dev/shm"
    guard FileManager.default.isWritableFile(atPath: memory) else { return file(name) }
    return "\(memory)/\(URL(filePath: path).lastPathComponent)-\(name)"
  }
}
