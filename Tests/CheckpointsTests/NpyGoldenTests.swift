import Arrays
import Checkpoints
import Foundation
import TestSupport
import Testing

/// Files that NumPy wrote: those of one array, and archives.
@Suite struct NpyGoldenTests {
  struct Case: Decodable, Sendable {
    struct Entry: Decodable, Sendable {
      var name: String
      var value: GoldenArray
    }

    var name: String
    var file: Data
    var value: GoldenArray?
    var arrays: [Entry]?
    var error: String?
    var plain: Bool?
  }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [ArrayPlacement.copied, .mapped])
  func arraysAreRead(_ placement: ArrayPlacement) throws {
    let cases = try Golden<Case>.load("npy")
    #expect(cases.count == 301)
    for golden in cases {
      let path = try folder.write(golden.file, to: "a.npy")
      if let words = golden.error {
        let error = #expect(throws: CheckpointError.self) { try Npy.read(path, placement: placement) }
        #expect(error?.description.contains(words) == true, "\(golden.name): \(error?.description ?? "")")
        continue
      }
      let value = try #require(golden.value)
      let (array, wanted) = (try Npy.read(path, placement: placement), try value.array())
      #expect(array.type == wanted.type, "\(golden.name)")
      #expect(try array.bytes() == value.bytes, "\(golden.name) \(wanted.type)")
      #expect(try Npy.type(of: path) == wanted.type)
    }
  }

  @Test func arraysAreWrittenAsNumPyDoes() throws {
    var count = 0
    for golden in try Golden<Case>.load("npy") where golden.plain == true {
      let path = folder.file("a.npy")
      let array = try #require(golden.value).array()
      try Npy.write(array, to: path)
      #expect(try Data(contentsOf: URL(filePath: path)) == golden.file, "\(array.type)")
      count += 1
    }
    #expect(count == 106)
  }

  @Test func archivesAreRead() throws {
    let cases = try Golden<Case>.load("npz")
    #expect(cases.count == 8)
    for golden in cases {
      let path = try folder.write(golden.file, to: "a.npz")
      if let words = golden.error {
        let error = #expect(throws: CheckpointError.self) { try Npz.read(path) }
        #expect(error?.description.contains(words) == true, "\(golden.name): \(error?.description ?? "")")
        continue
      }
      let file = try Npz.read(path)
      let arrays = try #require(golden.arrays)
      #expect(file.names == arrays.map(\.name), "\(golden.name)")
      for entry in arrays {
        #expect(try file.type(of: entry.name) == entry.value.array().type)
        #expect(try file.array(entry.name).bytes() == entry.value.bytes, "\(golden.name) \(entry.name)")
      }
    }
  }
}
