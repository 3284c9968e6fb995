import Arrays
import Foundation
import TestSupport
import Testing

@testable import Checkpoints

/// Npz files of ours, and damaged ones.
@Suite struct NpzTests {
  let folder: TemporaryFolder
  var path: String { folder.file("a.npz") }

  init() throws { folder = try TemporaryFolder() }

  private func content() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  private func reason(_ bytes: [UInt8], _ name: String? = nil) throws -> CheckpointError.Reason? {
    let path = try folder.write(bytes, to: "a.npz")
    return #expect(throws: CheckpointError.self) {
      let file = try Npz.read(path)
      _ = try name.map { try file.array($0) }
    }?.reason
  }

  /// The places at which bytes stand in others.
  private func places(of part: [UInt8], in whole: [UInt8]) -> [Int] {
    (0...max(whole.count - part.count, 0)).filter { whole[$0...].starts(with: part) }
  }

  @Test(arguments: [false, true]) func arraysComeBack(_ isCompressed: Bool) throws {
    var arrays: [String: NDArray] = ["é/中": try NDArray([1.5]), "scalar": try NDArray.full([], 7)]
    for dtype in DType.allCases {
      arrays["\(dtype)"] = try RandomKey(3).integers([40, 30], from: 0, to: 3).astype(dtype)
    }
    arrays["empty"] = try NDArray.zeros([0, 2])
    try Npz.write(arrays, compressed: isCompressed, to: path)
    let file = try Npz.read(path)
    #expect(Set(file.names) == Set(arrays.keys))
    for (name, array) in arrays {
      #expect(try file.type(of: name) == array.type)
      #expect(try file.array(name).bytes() == array.bytes(), "\(name)")
    }
    #expect(try file.arrays().count == arrays.count)
    let size = try content().count
    #expect(isCompressed ? size < 40_000 : size > 40_000)
    try Npz.write(arrays, compressed: isCompressed, to: path)
    #expect(try content().count == size)
  }

  @Test(arguments: [false, true]) func sizesOfSixtyFourBitsAreWrittenAndRead(_ isCompressed: Bool) throws {
    let arrays = try (0..<5).map {
      (name: "x\($0)", array: try NDArray.full([100], .integer($0)) + NDArray.zeros([100]))
    }
    try Npz.write(arrays, ZipWriter(path, wideLimit: 300), compressed: isCompressed, to: path)
    #expect(places(of: [0x50, 0x4B, 6, 6], in: try content()).count == 1)
    let file = try Npz.read(path)
    #expect(file.names == arrays.map(\.name))
    for (name, array) in arrays { #expect(try file.array(name).doubles() == array.doubles()) }
    try Npz.write([], ZipWriter(path, wideLimit: 0), compressed: false, to: path)
    #expect(try Npz.read(path).names == [])
  }

  @Test func namesThatLeadElsewhereAreRefused() throws {
    let one = try NDArray([1])
    for name in ["", "/etc/x", "../x", "a/../x", "a\\b", "./x", "a\0b", String(repeating: "x", count: 70_000)] {
      let error = #expect(throws: CheckpointError.self) { try Npz.write([name: one], to: path) }
      #expect(error?.description.contains("the name") == true, "\(name)")
    }
    let twice = #expect(throws: CheckpointError.self) { try Npz.write([("a", one), ("a", one)], to: path) }
    #expect(twice?.reason == .duplicateKey("a"))
    #expect(try folder.contents == [])
    try Npz.write(["aa/xx": one], to: path)
    let good = try content()
    var bad = good
    for place in places(of: Array("aa/xx".utf8), in: good) {
      bad.replaceSubrange(place..<place + 5, with: "../xx".utf8)
    }
    #expect(try reason(bad)?.description.contains("leads elsewhere") == true)
  }

  @Test func twoMembersOfOneNameAreRefused() throws {
    try Npz.write(["a": NDArray([1]), "b": NDArray([2])], to: path)
    var bytes = try content()
    for place in places(of: Array("b.npy".utf8), in: bytes) { bytes[place] = UInt8(ascii: "a") }
    #expect(try reason(bytes) == .duplicateKey("a.npy"))
  }

  @Test(arguments: [false, true]) func changedDataAreFound(_ isCompressed: Bool) throws {
    try Npz.write(["a": RandomKey(0).bits([64], dtype: .uint8)], compressed: isCompressed, to: path)
    var bytes = try content()
    bytes[35 + (isCompressed ? 80 : 150)] ^= 0x10
    let found = try #require(try reason(bytes, "a"))
    #expect(found.description.contains("damaged") || found.description.contains("malformed"), "\(found)")
    if !isCompressed, case .checksumMismatch = found {} else { #expect(isCompressed) }
  }

  @Test func aMemberThatGrowsTooFarIsRefusedUnlessAllowed() throws {
    // 128 MiB of zeros, which deflate to an eighth of a megabyte.
    let zeros = try NDArray([UInt8(0)]).broadcasted(to: [1 << 27])
    try Npz.write(["a": zeros], compressed: true, to: path)
    let error = #expect(throws: CheckpointError.self) { try Npz.read(path).array("a") }
    guard case .expandsTooFar(let byteCount, _, let limit) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(byteCount == (1 << 27) + 128)
    #expect(limit == 64 << 20)
    #expect(try Npz.read(path, expansionLimit: 2_000).type(of: "a").count == 1 << 27)
  }

  @Test func sizesThatAreNotTrueAreFound() throws {
    try Npz.write(["a": NDArray.zeros([100])], compressed: true, to: path)
    let good = try content()
    let size = little(UInt32(528))
    let places = places(of: size, in: good)
    #expect(places.count == 2)
    for (claim, words) in [(UInt32(527), "its data end at"), (529, "1 bytes after"), (60 << 20, "bytes after")] {
      var bytes = good
      for place in places { bytes.replaceSubrange(place..<place + 4, with: little(claim)) }
      #expect(try reason(bytes, "a")?.description.contains(words) == true)
    }
  }

  @Test func brokenArchivesAreNamed() throws {
    try Npz.write(["a": NDArray([1]), "b": NDArray([2])], to: path)
    let good = try content()
    #expect(try reason([]) == .notZip)
    #expect(try reason(Array("not a zip archive at all, far from it".utf8)) == .notZip)
    #expect(try reason(Array(good.dropLast())) == .notZip)
    #expect(try reason(good + [0]) == .notZip)
    #expect(try reason([0] + good)?.description.contains("a directory that ends where its end record begins") == true)
    var encrypted = good
    let directory = places(of: [0x50, 0x4B, 1, 2], in: good)[0]
    encrypted[directory + 8] |= 1
    #expect(try reason(encrypted)?.description.contains("encrypted") == true)
    var many = good
    many[good.count - 12] = 200
    many[good.count - 14] = 200
    #expect(try reason(many)?.description.contains("room for its 200 members") == true)
    var moved = good
    moved[directory + 42] = 7
    #expect(try reason(moved)?.description.contains("the record of member \"a.npy\"") == true)
    // The second member's record leads to the first one's data.
    var shared = good
    let second = places(of: [0x50, 0x4B, 1, 2], in: good)[1]
    shared.replaceSubrange(second + 42..<second + 46, with: [0, 0, 0, 0])
    #expect(try reason(shared)?.description.contains("the name that the directory gives") == true)
    let missing = #expect(throws: CheckpointError.self) {
      try Npz.read(folder.write(good, to: "a.npz")).array("weights")
    }
    #expect(missing?.reason == .noSuchTensor(available: ["a", "b"]))
    #expect(missing?.description.contains("a.npz, tensor \"weights\"") == true)
  }

  /// Every archive that differs from a good one in one byte, or is cut short, is read or refused, and nothing else.
  @Test(arguments: [false, true]) func damagedFilesAreReadOrRefused(_ isCompressed: Bool) throws {
    try Npz.write(["a": NDArray([1, 2, 3]), "b": NDArray([0.5])], compressed: isCompressed, to: path)
    let good = try content()
    var refused = 0
    for place in good.indices {
      for value in [0, 0xFF, good[place] ^ 1] {
        var bytes = good
        bytes[place] = value
        try folder.write(bytes, to: "a.npz")
        do { _ = try Npz.read(path).arrays() } catch is CheckpointError { refused += 1 }
      }
    }
    #expect(refused > good.count)
    for count in 0..<good.count {
      try folder.write(good.prefix(count), to: "a.npz")
      #expect(throws: CheckpointError.self) { try Npz.read(path) }
    }
  }
}
