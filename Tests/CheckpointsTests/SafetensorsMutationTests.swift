import Arrays
import Checkpoints
import Foundation
import TestSupport
import Testing

/// Files changed at random, most of them so that they stay close to the format, are read or refused, never more.
///
/// A file at which the process ends is left behind; see ``Mutations`` for how to go on for longer.
@Suite struct SafetensorsMutationTests {
  /// What headers are made of.
  private static let pieces = [
    "\"F32\"", "\"F64\"", "\"BOOL\"", "\"F4\"", "\"BF16\"", "\"__metadata__\":{}", "\"shape\":[]",
    "\"data_offsets\":[0,0]", "\"dtype\":\"U8\"",
  ]

  /// Lengths at which arithmetic goes wrong.
  private static let lengths: [UInt64] = [
    0, 1, 2, 7, 8, 1 << 31, 1 << 32, 1 << 62, 1 << 63, .max, .max - 7, 99_999_999, 100_000_000, 100_000_001,
  ]

  /// Puts a length before the header: mostly the right one, so that the reader sees the rest of the damage.
  private func setLength(_ bytes: inout [UInt8], _ mutations: inout Mutations) {
    guard bytes.count >= 8 else { return }
    var length = Self.lengths.randomElement(using: &mutations)
    if Int.random(in: 0..<8, using: &mutations) > 0, let brace = bytes.lastIndex(of: UInt8(ascii: "}")), brace >= 8 {
      let end = bytes[(brace + 1)...].firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.count
      length = UInt64(end - 8)
    }
    guard let length else { return }
    bytes.replaceSubrange(0..<8, with: withUnsafeBytes(of: length.littleEndian) { Array($0) })
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
    let path = folder.pathInMemory("mutated.safetensors")
    defer { try? FileManager.default.removeItem(atPath: path) }

    var (read, reasons) = (0, Set<String>())
    try Mutations.run(20_000, pieces: Self.pieces) { mutations in
      var changed = mutations.changing(bytes, mostlyIn: 8..<208)
      if Int.random(in: 0..<4, using: &mutations) > 0 { setLength(&changed, &mutations) }
      try Data(changed).write(to: URL(filePath: path))
      do {
        let held = try Safetensors.read(path).arrays()
        #expect(held.reduce(0) { $0 + $1.array.type.byteCount } <= changed.count)
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
