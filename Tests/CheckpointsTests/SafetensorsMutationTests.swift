import Arrays
import Checkpoints
import Foundation
import TestSupport
import Testing

/// Files changed at random, some of them so that they stay close to the format, are read or refused, never more.
///
/// It runs for a few seconds from a fixed seed. `PENZAI_MUTATION_SECONDS` makes it run longer, `PENZAI_MUTATION_SEED`
/// from another seed; a file at which the process ends is left at the path that is printed first.
@Suite struct SafetensorsMutationTests {
  /// Numbers that repeat for a seed.
  ///
  /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds = environment["PENZAI_MUTATION_SECONDS"].flatMap(Double.init)
  private static let seed = environment["PENZAI_MUTATION_SEED"].flatMap(UInt64.init) ?? 2026

  /// Pieces that headers are made of, and numbers at which arithmetic goes wrong.
  private static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", " ", "\0", "null", "-", "0", "1", "4", "8", "1e300",
    "1.5",
    "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551615", "281474976710656", "\"F32\"",
    "\"F64\"", "\"BOOL\"", "\"F4\"", "\"BF16\"", "\"__metadata__\":{}", "\"shape\":[]", "\"data_offsets\":[0,0]",
    "\"dtype\":\"U8\"", "\u{FEFF}", "é",
  ].map { Array($0.utf8) }

  private static let lengths: [UInt64] = [
    0, 1, 2, 7, 8, 1 << 31, 1 << 32, 1 << 62, 1 << 63, .max, .max - 7, 99_999_999, 100_000_000, 100_000_001,
  ]

  private func mutate(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    var keepsLength = false
    for _ in 0..<max(1, Int.random(in: -2...4, using: &random)) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      // Half of the changes are made in the first bytes of the header.
      let start = Bool.random(using: &random) ? min(place, bytes.count) : min(8 + place % 200, bytes.count)
      switch Int.random(in: 0..<8, using: &random) {
      case 0 where start < bytes.count: bytes[start] = UInt8.random(in: 0...255, using: &random)
      case 1 where start < bytes.count: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.removeSubrange(start..<min(start + Int.random(in: 1...16, using: &random), bytes.count))
      case 3: bytes.insert(contentsOf: bytes[start..<min(start + 24, bytes.count)], at: start)
      case 4, 5: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: start)
      case 6:
        bytes.removeSubrange(start..<min(start + 4, bytes.count))
        bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: start)
      default:
        keepsLength = true
        let length = Self.lengths.randomElement(using: &random) ?? 0
        bytes.replaceSubrange(0..<min(8, bytes.count), with: withUnsafeBytes(of: length.littleEndian) { Array($0) })
      }
    }
    // A right length lets the reader see the rest of the damage.
    if !keepsLength, bytes.count >= 8, Int.random(in: 0..<4, using: &random) > 0,
      let brace = bytes.lastIndex(of: UInt8(ascii: "}")), brace >= 8
    {
      let end = bytes[(brace + 1)...].firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.count
      bytes.replaceSubrange(0..<8, with: withUnsafeBytes(of: UInt64(end - 8).littleEndian) { Array($0) })
    }
    return bytes
  }

  @Test func everyFileIsReadOrRefused() throws {
    let folder = try TemporaryFolder()
    let whole = folder.file("whole")
    let tensors = [
      ("weights", try NDArray.zeros([8, 8])), ("flags", try NDArray([true, false, true])),
      ("é", try NDArray([7])), ("none", try NDArray.zeros([0, 3])),
    ]
    try Safetensors.write(tensors.map { (name: $0, array: $1) }, metadata: ["step": "100", "a\"b": "\n"], to: whole)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: whole)))
    // In memory where there is such a place: thousands of files would keep a disk busy.
    let memory = "/dev/shm"
    let path =
      FileManager.default.isWritableFile(atPath: memory)
      ? "\(memory)/\(URL(filePath: folder.path).lastPathComponent).safetensors" : folder.file("mutated.safetensors")
    defer { try? FileManager.default.removeItem(atPath: path) }
    if Self.seconds != nil { print("the mutations of seed \(Self.seed) are written to \(path)") }

    var random = SplitMix(state: Self.seed)
    var (read, reasons) = (0, Set<String>())
    // A number of files where nobody asks for a time, so that the test is the same everywhere.
    let count = Self.seconds == nil ? 30_000 : Int.max
    let end = ContinuousClock.now + .seconds(Self.seconds ?? 600)
    for number in 0..<count {
      if Self.seconds != nil, number.isMultiple(of: 64), ContinuousClock.now > end { break }
      try Data(mutate(bytes, &random)).write(to: URL(filePath: path))
      do {
        let file = try Safetensors.read(path)
        let held = try file.arrays()
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        #expect(held.reduce(0) { $0 + $1.array.type.byteCount } <= size)
        read += 1
      } catch let error as CheckpointError {
        #expect(error.file == path)
        reasons.insert("\(error.reason)".prefix { $0 != "(" }.description)
      }
    }
    // Neither all the same, nor all refused: the changes reach what they should.
    #expect(read > 100)
    #expect(reasons.count >= 10, "\(reasons.sorted())")
  }
}
