import Testing

@testable import Arrays

/// The examples of FIPS 180-4 and its predecessors.
@Suite struct SHA1Tests {
  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "a49b2446a02c645bf419f995b67091253a04a259"
    ),
  ])
  func hashesTheStandardsExamples(message: String, expected: String) {
    #expect(hexadecimal(SHA1.hash(message.utf8)) == expected)
  }

  @Test func hashesAMillionLetters() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(hexadecimal(SHA1.hash(bytes)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
  }

  @Test func piecesOfAnySizeHashLikeTheWhole() {
    let bytes = (0..<517).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    for size in [1, 3, 55, 56, 63, 64, 65, 128, 516] {
      var hash = SHA1()
      for start in stride(from: 0, to: bytes.count, by: size) {
        hash.update(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(hash.finished() == SHA1.hash(bytes), "pieces of \(size)")
    }
  }

  @Test func finishingLeavesTheHashOpenForMore() {
    var hash = SHA1()
    hash.update(Array("ab".utf8))
    _ = hash.finished()
    hash.update(Array("c".utf8))
    #expect(hexadecimal(hash.finished()) == "a9993e364706816aba3e25717850c26c9cd0d89d")
  }
}
