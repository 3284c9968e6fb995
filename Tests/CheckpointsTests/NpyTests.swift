import Arrays
import Checkpoints
import Foundation
import TestSupport
import Testing

/// Npy files of ours, their mapping into memory, and damaged ones.
@Suite struct NpyTests {
  let folder: TemporaryFolder
  var path: String { folder.file("a.npy") }

  init() throws { folder = try TemporaryFolder() }

  /// A file of a header and data.
  private func write(_ header: String, version: UInt8 = 1, data: [UInt8] = []) throws -> String {
    let count = version == 1 ? little(UInt16(header.utf8.count)) : little(UInt32(header.utf8.count))
    return try folder.write(
      [0x93] + Array("NUMPY".utf8) + [version, 0] + count + Array(header.utf8) + data, to: "a.npy")
  }

  private func little(_ number: some FixedWidthInteger) -> [UInt8] {
    Swift.withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  private func reason(_ path: String) -> CheckpointError.Reason? {
    #expect(throws: CheckpointError.self) { try Npy.read(path) }?.reason
  }

  private func message(_ header: String, data: [UInt8] = []) throws -> String {
    let path = try write(header, data: data)
    return (#expect(throws: CheckpointError.self) { try Npy.read(path) })?.description ?? ""
  }

  @Test func randomArraysComeBack() throws {
    var numbers = SystemRandomNumberGenerator()
    for round in 0..<40 {
      let shape = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in Int.random(in: 0...5, using: &numbers) }
      let dtype = DType.allCases[round % DType.allCases.count]
      let array = try RandomKey(round).integers(shape, from: 0, to: 100).astype(dtype)
      try Npy.write(array, to: path)
      for placement in [ArrayPlacement.copied, .mapped] {
        let back = try Npy.read(path, placement: placement)
        #expect(back.type == array.type)
        #expect(try back.bytes() == array.bytes(), "\(array.type)")
      }
    }
    #expect(try folder.contents == ["a.npy"])
  }

  @Test func mappedElementsAreThePagesOfTheFile() throws {
    try Npy.write(NDArray.arange(10_000), to: path)
    let mapped = try Npy.read(path, placement: .mapped)
    let copied = try Npy.read(path)
    // What nobody should do shows whose memory it is: a change of the file is one of the mapped array alone.
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: 128 + 4 * 9_999)
    try handle.write(contentsOf: Data([1, 2, 0, 0]))
    try handle.close()
    #expect(try mapped.withUnsafeBytes { Array($0.suffix(4)) } == [1, 2, 0, 0])
    #expect(try copied.withUnsafeBytes { Array($0.suffix(4)) } == [0x0F, 0x27, 0, 0])
    #expect(try mapped.sum().item(as: Int32.self) == 49_995_000 - 9_999 + 0x201)
    // The file may be replaced: the pages of the old one stay.
    try Npy.write(NDArray.zeros([3]), to: path)
    #expect(try mapped[9_999].item(as: Int32.self) == 0x201)
  }

  @Test func theBeginningIsChecked() throws {
    #expect(reason(try folder.write([], to: "a.npy")) == .notNpy(start: []))
    #expect(reason(try folder.write([0x93, 0x4E], to: "a.npy")) == .notNpy(start: [0x93, 0x4E]))
    #expect(
      reason(try folder.write(Array("\u{93}NUMPX1234567".utf8), to: "a.npy"))?.description.contains("93 4e") == true)
    #expect(reason(try write("{}", version: 4)) == .unsupportedVersion(major: 4, minor: 0))
    #expect(reason(try write("{}", version: 0)) == .unsupportedVersion(major: 0, minor: 0))
    let start: [UInt8] = [0x93] + Array("NUMPY".utf8)
    // Twelve bytes that claim a header of four gigabytes.
    let claim = try folder.write(start + [2, 0, 0xFF, 0xFF, 0xFF, 0xFF], to: "a.npy")
    #expect(reason(claim) == .headerTooLarge(byteCount: 0xFFFF_FFFF, limit: 1 << 16))
    let cut = try folder.write(start + [2, 0, 10, 0], to: "a.npy")
    #expect(reason(cut) == .headerExceedsFile(byteCount: 4, available: 2))
    let short = try folder.write(start + [1, 0, 118, 0, 0x7B], to: "a.npy")
    #expect(reason(short) == .headerExceedsFile(byteCount: 118, available: 1))
  }

  @Test(arguments: [
    ("", "'{'"), ("{", "a text in quotes"), ("{'descr' '<f4'}", "':'"), ("{'descr': '<f4}", "closing quote"),
    ("{'descr': '<f4' 'shape': ()}", "',' or '}'"), ("{'descr': 'a\\'}", "printable ASCII"),
    ("{'fortran_order': 1}", "True or False"), ("{'shape': (3)}", "','"), ("{'shape': (-1,)}", "not negative"),
    ("{'shape': (1.5,)}", "','"), ("{'shape': 3}", "'('"), ("{'shape': (99999999999999999999,)}", "fits 64 bits"),
    ("{'extra': 1}", "descr, fortran_order or shape"), ("{'shape': (1,)} x", "nothing but spaces"),
    ("{'shape': (" + String(repeating: "1,", count: 65) + ")}", "no more than 64 sizes"),
    ("__import__('os').system('true')", "'{'"), ("{'descr': [('a', '<f4')]}", "records of several fields"),
    ("{'shape': (1,), 'shape': (1,)}", "\"shape\" stands there twice"), ("{'shape': (1,)}", "lacks \"descr\""),
    ("{'descr': '<f4'}", "lacks \"fortran_order\""), ("{'descr': '<f4', 'fortran_order': False}", "lacks \"shape\""),
    ("{'descr': '=f4', 'fortran_order': False, 'shape': ()}", "no type of NumPy's"),
    ("{'descr': '|f4', 'fortran_order': False, 'shape': ()}", "no type of NumPy's"),
    ("{'descr': '', 'fortran_order': False, 'shape': ()}", "no type of NumPy's"),
    ("{'descr': '<f3', 'fortran_order': False, 'shape': ()}", "numbers of this size"),
    ("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "can run any code"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", "more elements than can be held"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 2, 0)}", "more elements"),
  ])
  func headersAreChecked(_ header: String, _ words: String) throws {
    let text = try message(header)
    #expect(text.contains(words), "\(text)")
    #expect(text.hasPrefix(path))
  }

  @Test func theDataFillTheShape() throws {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }\n"
    #expect(try Npy.read(write(header, data: [UInt8](repeating: 0, count: 24))).shape == [2, 3])
    #expect(try message(header, data: [1, 2, 3]).contains("its data end at 24, but the file holds only 3"))
    #expect(try message(header, data: [UInt8](repeating: 0, count: 25)).contains("1 bytes after the last"))
    let truth = "{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}"
    #expect(try message(truth, data: [0, 1, 7]).contains("byte 2 is 7"))
    let claim = "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,)}"
    #expect(try message(claim).contains("its data end at 8000000000000"))
  }

  /// Every file that differs from a good one in one byte is read or refused, and nothing else.
  @Test func damagedFilesAreReadOrRefused() throws {
    try Npy.write(NDArray([1, 2, 3, 4], shape: [2, 2], dtype: .int16), to: path)
    let good = [UInt8](try Data(contentsOf: URL(filePath: path)))
    var refused = 0
    for place in good.indices {
      for value in [0, 0xFF, good[place] ^ 1, good[place] &+ 1] {
        var bytes = good
        bytes[place] = value
        try folder.write(bytes, to: "a.npy")
        do { _ = try Npy.read(path) } catch is CheckpointError { refused += 1 }
      }
    }
    #expect(refused > 200)
    for count in 0..<good.count {
      try folder.write(good.prefix(count), to: "a.npy")
      #expect(throws: CheckpointError.self) { try Npy.read(path) }
    }
  }
}
