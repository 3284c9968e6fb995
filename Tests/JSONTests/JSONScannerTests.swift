import JSON
import Testing

@Suite struct JSONScannerTests {
  private func scan<Result>(_ text: String, _ body: (inout JSONScanner) throws -> Result) throws -> Result {
    try scan(Array(text.utf8), body)
  }

  private func scan<Result>(_ bytes: [UInt8], _ body: (inout JSONScanner) throws -> Result) throws -> Result {
    try bytes.withUnsafeBytes { buffer in
      var scanner = JSONScanner(buffer)
      return try body(&scanner)
    }
  }

  @Test(arguments: [
    (#""""#, ""), (#""abc""#, "abc"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u4E2D""#, "é中"),
    (#""\ud83d\ude00!""#, "😀!"), (#""\u0000""#, "\0"), (" \n\t\"x\"", "x"), ("\"é😀\"", "é😀"),
  ])
  func stringsAreResolved(_ text: String, _ expected: String) throws {
    #expect(try scan(text) { try $0.string() } == expected)
  }

  @Test(arguments: [
    "", "x", "\"", #""\"#, #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud83d""#, #""\ud83dx""#, #""\ud83d\u0041""#,
    #""\ude00""#, "\"\n\"", "\"\u{1}\"",
  ])
  func brokenStringsAreRefused(_ text: String) {
    #expect(throws: JSONScanner.Failure.self) { try scan(text) { try $0.string() } }
  }

  @Test(arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]])
  func bytesThatAreNoUTF8AreRefused(_ bytes: [UInt8]) {
    #expect(throws: JSONScanner.Failure.self) { try scan(bytes) { try $0.string() } }
  }

  @Test func wholeNumbers() throws {
    for (text, expected) in [("0", 0), ("7,", 7), ("9223372036854775807]", Int.max)] {
      #expect(try scan(text) { try $0.natural() } == expected)
    }
    for text in ["", "-1", "01", "1.0", "1e3", "9223372036854775808", "99999999999999999999", "\"1\"", "true"] {
      #expect(throws: JSONScanner.Failure.self) { try scan(text) { try $0.natural() } }
    }
  }

  @Test func objectsAndArrays() throws {
    var found: [String: [Int]] = [:]
    try scan(#" { "a" : [ 1 , 2 ] , "b" : [ ] } "#) { scanner in
      try scanner.object { scanner, key in
        var numbers: [Int] = []
        try scanner.array { numbers.append(try $0.natural()) }
        found[key] = numbers
      }
    }
    #expect(found == ["a": [1, 2], "b": []])
    for text in ["[1 2]", "[1,]", "[,1]", "[1", "1"] {
      #expect(throws: JSONScanner.Failure.self) { try scan(text) { try $0.array { _ = try $0.natural() } } }
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    for text in ["", "\"\\/", "\0\u{1F}\u{7F}", "é\u{2028}😀", "\r\n\t"] {
      #expect(try scan(jsonString(text)) { try $0.string() } == text)
      #expect(jsonString(text).unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
  }
}
