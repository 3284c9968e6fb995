import Arrays
import Checkpoints
import Foundation
import TestSupport
import Testing

/// Files that are damaged, or made to do damage: each is refused with the file, the tensor and the reason.
@Suite struct SafetensorsHeaderParsingTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The error that reading a file gives.
  private func refusal(_ path: String) throws -> CheckpointError {
    let error = try #require(#expect(throws: CheckpointError.self) { try Safetensors.read(path) })
    #expect(error.file == path)
    #expect(error.description.hasPrefix(path))
    return error
  }

  private func refusal(header: String, data: Int = 0) throws -> CheckpointError {
    try refusal(folder.write(header: header, data: [UInt8](repeating: 0, count: data)))
  }

  private func refusal(length: UInt64, rest: [UInt8] = []) throws -> CheckpointError {
    try refusal(folder.write(withUnsafeBytes(of: length.littleEndian) { Array($0) } + rest))
  }

  private static func entry(_ dtype: String, _ shape: String, _ offsets: String) -> String {
    #"{"dtype":"\#(dtype)","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  @Test(arguments: [0, 1, 7])
  func fewerThanEightBytes(_ count: Int) throws {
    let error = try refusal(folder.write([UInt8](repeating: 0, count: count)))
    #expect(error.reason == .tooShort(byteCount: count))
  }

  @Test func anAbsurdLength() throws {
    let error = try refusal(length: .max, rest: Array("{}".utf8))
    #expect(error.reason == .headerTooLarge(byteCount: .max, limit: 100_000_000))
    #expect("\(error)".contains("18446744073709551615"))
    let signed = try refusal(length: 1 << 63, rest: [])
    #expect(signed.reason == .headerTooLarge(byteCount: 1 << 63, limit: 100_000_000))
  }

  @Test func aHeaderAboveTheLimit() throws {
    // A sparse file: its size is there, its blocks are not.
    func file(_ length: UInt64) throws -> String {
      let path = try folder.write(withUnsafeBytes(of: length.littleEndian) { Array($0) } + Array("{}".utf8))
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      try handle.truncate(atOffset: 100_000_100)
      try handle.close()
      return path
    }
    let above = try refusal(file(100_000_001))
    #expect(above.reason == .headerTooLarge(byteCount: 100_000_001, limit: 100_000_000))
    // Of exactly the limit the content is looked at.
    guard case .malformedHeader(offset: 2, _) = try refusal(file(100_000_000)).reason else {
      Issue.record("the header of the greatest length was not read")
      return
    }
  }

  @Test func aHeaderPastTheEndOfTheFile() throws {
    #expect(try refusal(length: 3, rest: Array("{}".utf8)).reason == .headerExceedsFile(byteCount: 3, available: 2))
    #expect(
      try refusal(length: 100_000_000, rest: []).reason == .headerExceedsFile(byteCount: 100_000_000, available: 0))
  }

  @Test(arguments: [" {}", "\u{FEFF}{}", "[]", "", "null", "\n{}"])
  func aHeaderThatDoesNotBeginWithABrace(_ header: String) throws {
    let error = try refusal(header: header)
    guard case .malformedHeader(offset: 0, _) = error.reason else {
      Issue.record("\(error)")
      return
    }
    #expect("\(error)".contains("'{'"))
  }

  @Test(arguments: ["{}\0\0\0", "{}\n", "{}{}", "{} x", "{}  \0"])
  func paddingOtherThanSpaces(_ header: String) throws {
    #expect("\(try refusal(header: header))".contains("nothing but spaces after the closing '}'"))
  }

  @Test func paddingOfSpaces() throws {
    #expect(try Safetensors.read(folder.write(header: "{}      ")).names == [])
    #expect(try Safetensors.read(folder.write(header: "{}")).names == [])
  }

  @Test func duplicateKeys() throws {
    let entry = Self.entry("F32", "[1]", "[0,4]")
    let twice = try refusal(header: #"{"a":\#(entry),"a":\#(entry)}"#, data: 4)
    #expect(twice.reason == .duplicateKey("a"))
    #expect(twice.tensor == "a")
    // An escape does not make another key.
    #expect(try refusal(header: #"{"a":\#(entry),"\u0061":\#(entry)}"#, data: 4).reason == .duplicateKey("a"))
    #expect(
      try refusal(header: #"{"__metadata__":{},"__metadata__":{}}"#).reason == .duplicateKey("__metadata__"))
    #expect(try refusal(header: #"{"__metadata__":{"k":"1","k":"2"}}"#).reason == .duplicateKey("k"))
    let field = try refusal(header: #"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, data: 4)
    #expect(field.reason == .duplicateKey("dtype"))
  }

  @Test func keysThatOnlySwiftTakesForEqual() throws {
    let header = #"{"\#u{E9}":\#(Self.entry("U8", "[1]", "[0,1]")),"e\#u{301}":\#(Self.entry("U8", "[1]", "[1,2]"))}"#
    let file = try Safetensors.read(folder.write(header: header, data: [3, 4]))
    #expect(try file.array("\u{E9}").doubles() == [3])
    #expect(try file.array("e\u{301}").doubles() == [4])
  }

  @Test(arguments: [
    "[]", "[0]", "[0,4,8]", "[-8,0]", "[0,1e300]", #"["0","4"]"#, "[0,4.0]", "[00,4]", "null", "[0,4", "{}", "[0,]",
    "[0,9223372036854775808]", "[0,18446744073709551620]",
  ])
  func badOffsets(_ offsets: String) throws {
    let error = try refusal(header: #"{"t":\#(Self.entry("F32", "[1]", offsets))}"#, data: 4)
    #expect(error.tensor == "t")
    switch error.reason {
    case .malformedHeader, .tooMany: break
    default: Issue.record("\(error)")
    }
  }

  @Test func offsetsTheWrongWayRound() throws {
    let error = try refusal(header: #"{"t":\#(Self.entry("F32", "[1]", "[8,4]"))}"#, data: 8)
    #expect(error.reason == .invertedOffsets(begin: 8, end: 4))
    #expect(error.tensor == "t")
  }

  @Test func overlapsHolesAndTrailingBytes() throws {
    func header(_ first: String, _ second: String) -> String {
      #"{"a":\#(Self.entry("U8", "[4]", first)),"b":\#(Self.entry("U8", "[4]", second))}"#
    }
    let overlap = try refusal(header: header("[0,4]", "[2,6]"), data: 6)
    #expect(overlap.reason == .overlap(other: "a", offset: 2))
    #expect(overlap.tensor == "b")
    let same = try refusal(header: header("[0,4]", "[0,4]"), data: 4)
    #expect(same.reason == .overlap(other: "a", offset: 0) || same.reason == .overlap(other: "b", offset: 0))
    #expect(try refusal(header: header("[0,4]", "[6,10]"), data: 10).reason == .gap(offset: 4, byteCount: 2))
    #expect(try refusal(header: header("[1,5]", "[5,9]"), data: 9).reason == .gap(offset: 0, byteCount: 1))
    #expect(try refusal(header: header("[0,4]", "[4,8]"), data: 11).reason == .trailingBytes(3))
    #expect(try refusal(header: "{}", data: 5).reason == .trailingBytes(5))
  }

  @Test func tensorsWithoutElementsStandAtBorders() throws {
    func header(_ offsets: String) -> String {
      #"{"a":\#(Self.entry("U8", "[4]", "[0,4]")),"z":\#(Self.entry("F32", "[0,7]", offsets))}"#
    }
    for offsets in ["[0,0]", "[4,4]"] {
      let file = try Safetensors.read(folder.write(header: header(offsets), data: [1, 2, 3, 4]))
      #expect(try file.array("z").shape == [0, 7])
      #expect(try file.array("a").doubles() == [1, 2, 3, 4])
    }
    #expect(try refusal(header: header("[2,2]"), data: 4).reason == .overlap(other: "a", offset: 2))
    #expect(try refusal(header: header("[9,9]"), data: 4).reason == .gap(offset: 4, byteCount: 5))
  }

  @Test func shapesThatOverflow() throws {
    for shape in [[4_294_967_296, 4_294_967_296], [1 << 62, 4, 0], [0, 1 << 62, 4], [1 << 48]] {
      let error = try refusal(header: #"{"t":\#(Self.entry("F32", "\(shape)", "[0,0]"))}"#)
      #expect(error.reason == .shapeOverflow(shape))
      #expect(error.tensor == "t")
    }
    let beyond = try refusal(header: #"{"t":\#(Self.entry("F32", "[9223372036854775810, 2]", "[0,16]"))}"#, data: 16)
    #expect(beyond.tensor == "t")
    #expect("\(beyond)".contains("at most 9223372036854775807"))
    let negative = try refusal(header: #"{"t":\#(Self.entry("F32", "[-1]", "[0,4]"))}"#, data: 4)
    #expect("\(negative)".contains("not negative"))
  }

  @Test func shapesThatDoNotTakeTheirBytes() throws {
    let error = try refusal(header: #"{"t":\#(Self.entry("F32", "[1000,1000]", "[0,4]"))}"#, data: 4)
    #expect(error.reason == .sizeMismatch(shape: [1000, 1000], dtype: "F32", expected: 4_000_000, found: 4))
    #expect(error.tensor == "t")
    #expect("\(error)".contains("takes 4000000 bytes, but its data have 4"))
  }

  @Test(arguments: ["F7", "F4", "F8_E4M3", "f32", ""])
  func unknownTypes(_ dtype: String) throws {
    let error = try refusal(header: #"{"t":\#(Self.entry(dtype, "[3]", "[0,3]"))}"#, data: 3)
    #expect(error.reason == .unsupportedType(dtype))
    #expect(error.tensor == "t")
    #expect("\(error)".contains("Supported are F64, F32"))
  }

  @Test func tooManyTensors() throws {
    var header = "{"
    let entry = #"":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"#
    for number in 0...(1 << 17) {
      header += "\""
      header += number.description
      header += entry
    }
    let error = try refusal(header: header.dropLast() + "}")
    #expect(error.reason == .tooMany("tensors", limit: 1 << 17))
  }

  @Test func aNameWithoutEnd() throws {
    let name = String(repeating: "n", count: 1 << 20)
    let error = try refusal(header: #"{"\#(name)":\#(Self.entry("U8", "[0]", "[0,0]"))}"#)
    #expect(error.reason == .tooMany("bytes in its name", limit: 1 << 16))
    // The message does not repeat it all.
    #expect(error.description.utf8.count < 1000)
  }

  @Test func nestingWithoutEnd() throws {
    let deep = String(repeating: "[", count: 100_000)
    for header in [#"{"t":\#(deep)"#, #"{"t":{"shape":\#(deep)"#, #"{"__metadata__":{"k":\#(deep)"#] {
      guard case .malformedHeader = try refusal(header: header).reason else {
        Issue.record("\(header.prefix(30))")
        return
      }
    }
    let objects = String(repeating: #"{"a":"#, count: 100_000)
    guard case .malformedHeader = try refusal(header: objects).reason else {
      Issue.record("nested objects were not refused")
      return
    }
  }

  @Test func tooManyAxes() throws {
    let shape = "[\(Array(repeating: "1", count: 65).joined(separator: ","))]"
    let error = try refusal(header: #"{"t":\#(Self.entry("U8", shape, "[0,1]"))}"#, data: 1)
    #expect(error.reason == .tooMany("axes", limit: 64))
  }

  @Test func dataCutShort() throws {
    let header = #"{"a":\#(Self.entry("F32", "[2]", "[0,8]")),"b":\#(Self.entry("F32", "[2]", "[8,16]"))}"#
    let error = try refusal(header: header, data: 13)
    #expect(error.reason == .truncated(needed: 16, available: 13))
    #expect(error.tensor == "b")
  }

  @Test func fieldsThatAreMissingOrUnknown() throws {
    let shape = try refusal(header: #"{"t":{"dtype":"F32","data_offsets":[0,4]}}"#, data: 4)
    #expect(shape.reason == .missingField("shape"))
    #expect(try refusal(header: #"{"t":{}}"#).reason == .missingField("dtype"))
    #expect(try refusal(header: #"{"t":{"dtype":"F32","shape":[]}}"#).reason == .missingField("data_offsets"))
    #expect("\(try refusal(header: #"{"t":{"strides":[1]}}"#))".contains("strides"))
    #expect("\(try refusal(header: #"{"__metadata__":{"k":1}}"#))".contains("a string between quotes"))
  }

  @Test func everyCutOfAGoodFileIsRefused() throws {
    let path = folder.path + "/whole"
    try Safetensors.write(["a": NDArray([1.0, 2.0]), "b": NDArray([3, 4])], metadata: ["k": "v"], to: path)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    for count in 0..<bytes.count { _ = try refusal(folder.write(bytes[..<count])) }
  }

  @Test func noChangedByteTraps() throws {
    let path = folder.path + "/whole"
    try Safetensors.write(["a": NDArray([1.0, 2.0]), "b": NDArray([true])], metadata: ["k": "v"], to: path)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    var random = SystemRandomNumberGenerator()
    var refused = 0
    for _ in 0..<2000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let file = try folder.write(changed)
      do {
        _ = try Safetensors.read(file).arrays()
      } catch is CheckpointError {
        refused += 1
      }
    }
    #expect(refused > 1000)
  }
}
