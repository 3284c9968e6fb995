import Arrays
import Checkpoints
import Foundation
import TestSupport
import Testing

/// Folders of weights: one file, or an index and the files that it names.
@Suite struct SafetensorsFolderTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Safetensors.write(["a": NDArray([1.0, 2.0]), "b": NDArray([3.0])], to: folder.file("one.safetensors"))
    try Safetensors.write(["c": NDArray([4, 5, 6])], to: folder.file("two.safetensors"))
  }

  private static let good = ["a": "one.safetensors", "b": "one.safetensors", "c": "two.safetensors"]

  private func index(_ map: [String: String] = good) throws {
    let members = map.sorted { $0.key < $1.key }.map { "\"\($0)\": \"\($1)\"" }
    try index(text: #"{"metadata": {"total_size": 1}, "weight_map": {\#(members.joined(separator: ", "))}}"#)
  }

  private func index(text: String) throws { try folder.write(text, to: "model.safetensors.index.json") }

  /// The error that opening the folder gives.
  private func refusal() throws -> CheckpointError {
    let error = try #require(#expect(throws: CheckpointError.self) { try SafetensorsFolder(folder.path) })
    #expect(error.description.hasPrefix(folder.path))
    return error
  }

  @Test func filesOfAnIndexAreOne() throws {
    try index()
    let tensors = try SafetensorsFolder(folder.path)
    #expect(tensors.path == folder.path && tensors.count == 3 && tensors.files.count == 2)
    #expect(Set(tensors.names) == ["a", "b", "c"])
    #expect(try tensors.array("c").doubles() == [4, 5, 6])
    #expect(try tensors.array("a", shape: [2, 1], placement: .mapped).shape == [2, 1])
    #expect(try tensors.type(of: "b").shape == [1])
    #expect(try tensors.file(of: "c").path == folder.file("two.safetensors"))
    let missing = try #require(#expect(throws: CheckpointError.self) { try tensors.array("d") })
    #expect(missing.tensor == "d")
  }

  @Test func aSingleFileComesFirst() throws {
    try index(["x": "nowhere.safetensors"])
    try Safetensors.write(["only": NDArray([7.0])], to: folder.file("model.safetensors"))
    #expect(try SafetensorsFolder(folder.path).names == ["only"])
  }

  @Test func shapesOfOtherSizesAreRefused() throws {
    try index()
    let error = try #require(
      #expect(throws: CheckpointError.self) { try SafetensorsFolder(folder.path).array("a", shape: [3]) })
    #expect(error.reason == .unexpectedShape(found: [2], expected: [3]))
  }

  @Test func tensorsAreComparedBitForBit() throws {
    let long = try RandomKey(1).uniform([300_000])
    try Safetensors.write(
      [
        "a": long, "b": long, "c": long.reshaped(to: [3, 100_000]),
        "d": NDArray.concatenate([long[..<299_999], NDArray([7], dtype: .float32)]),
        "e": long.bitcast(to: .int32),
      ], to: folder.file("model.safetensors"))
    let tensors = try SafetensorsFolder(folder.path)
    #expect(try tensors.areEqual("a", "b"))
    for other in ["c", "d", "e"] { #expect(try !tensors.areEqual("a", other), "\(other)") }
    let missing = try #require(#expect(throws: CheckpointError.self) { try tensors.areEqual("a", "f") })
    #expect(missing.tensor == "f")
  }

  @Test func severalTensorsAreStacked() throws {
    try Safetensors.write(
      ["a": NDArray([1.0, 2.0]), "b": NDArray([3.0, 4.0]), "c": NDArray([1, 2]), "d": NDArray([1.0])],
      to: folder.file("model.safetensors"))
    let tensors = try SafetensorsFolder(folder.path)
    let stacked = try tensors.stacked(["b", "a"], shape: [1, 2])
    #expect(stacked.shape == [2, 1, 2])
    #expect(try stacked.doubles() == [3, 4, 1, 2])
    for (names, tensor) in [(["a", "c"], "c"), (["a", "d"], "d"), (["a", "e"], "e")] {
      let error = try #require(
        #expect(throws: CheckpointError.self) { try tensors.stacked(names, shape: [2]) })
      #expect(error.tensor == tensor)
    }
    #expect(throws: CheckpointError.self) { try tensors.stacked([], shape: []) }
  }

  @Test func noWeights() throws {
    #expect(try refusal().reason == .noWeights(expected: ["model.safetensors", "model.safetensors.index.json"]))
  }

  @Test(arguments: [
    "../one.safetensors", "/etc/passwd", "../../x.safetensors", "sub/one.safetensors", "", ".", "..",
    "./one.safetensors", "one.safetensors/", "a\\u0000b",
  ])
  func namesThatLeadElsewhere(_ name: String) throws {
    try folder.write("", to: "sub/one.safetensors")
    try index(["a": "one.safetensors", "b": name])
    let error = try refusal()
    #expect(error.tensor == "b")
    guard case .outsideFolder(let found, _) = error.reason else {
      Issue.record("\(error)")
      return
    }
    #expect(found == name.replacing("\\u0000", with: "\0"))
    #expect(error.file == folder.file("model.safetensors.index.json"))
  }

  @Test func linksThatLeadElsewhere() throws {
    let other = try TemporaryFolder()
    try Safetensors.write(["x": NDArray([1.0])], to: other.file("x.safetensors"))
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: folder.file("link.safetensors"), withDestinationPath: other.file("x.safetensors"))
    try index(["x": "link.safetensors"])
    let error = try refusal()
    #expect(error.tensor == "x")
    #expect(
      error.reason
        == .outsideFolder(
          name: "link.safetensors", problem: "is a link that leads to \"\(other.file("x.safetensors"))\""))
    // A link within the folder is as good as the file.
    try manager.createSymbolicLink(atPath: folder.file("inner.safetensors"), withDestinationPath: "two.safetensors")
    try index(["c": "inner.safetensors"])
    #expect(try SafetensorsFolder(folder.path).array("c").doubles() == [4, 5, 6])
    // So is one to the index, but not to a place outside.
    try manager.createSymbolicLink(
      atPath: folder.file("model.safetensors"), withDestinationPath: other.file("x.safetensors"))
    guard case .outsideFolder = try refusal().reason else {
      Issue.record("the link to a file outside was followed")
      return
    }
    try manager.removeItem(atPath: folder.file("model.safetensors"))
    try manager.createSymbolicLink(atPath: folder.file("model.safetensors"), withDestinationPath: "model.safetensors")
    #expect("\(try refusal())".contains("symbolic links"))
  }

  @Test func snapshotsOfTheCacheLinkToTheirBlobs() throws {
    let cache = try TemporaryFolder()
    try cache.write("", to: "models--a--b/snapshots/1234/placeholder")
    try cache.write("", to: "models--a--b/blobs/placeholder")
    try Safetensors.write(["x": NDArray([9.0])], to: cache.file("models--a--b/blobs/abcd"))
    let snapshot = cache.file("models--a--b/snapshots/1234")
    let link = snapshot + "/model.safetensors"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../../blobs/abcd")
    #expect(try SafetensorsFolder(snapshot).array("x").doubles() == [9])
    try FileManager.default.removeItem(atPath: link)
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: folder.file("one.safetensors"))
    let error = try #require(#expect(throws: CheckpointError.self) { try SafetensorsFolder(snapshot) })
    guard case .outsideFolder = error.reason else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func filesThatAreNoFiles() throws {
    #expect(mkfifo(folder.file("pipe.safetensors"), 0o600) == 0)
    try FileManager.default.createDirectory(
      atPath: folder.file("folder.safetensors"), withIntermediateDirectories: false)
    for name in ["pipe.safetensors", "folder.safetensors"] {
      try index(["x": name])
      let error = try refusal()
      #expect(error.reason == .notARegularFile && error.file == folder.file(name))
    }
    #expect(mkfifo(folder.file("model.safetensors"), 0o600) == 0)
    #expect(try refusal().reason == .notARegularFile)
  }

  @Test func indicesThatAreElsewhereOrNoFile() throws {
    let (other, index) = (try TemporaryFolder(), folder.file("model.safetensors.index.json"))
    try other.write("{}", to: "index")
    try FileManager.default.createSymbolicLink(atPath: index, withDestinationPath: other.file("index"))
    guard case .outsideFolder("model.safetensors.index.json", _) = try refusal().reason else {
      Issue.record("the link to an index outside was followed")
      return
    }
    try FileManager.default.removeItem(atPath: index)
    #expect(mkfifo(index, 0o600) == 0)
    #expect(try refusal().reason == .notARegularFile)
  }

  @Test func filesThatAreMissing() throws {
    try index(["a": "one.safetensors", "b": "three.safetensors", "c": "four.safetensors"])
    #expect(try refusal().reason == .missingShards(["three.safetensors", "four.safetensors"]))
    try FileManager.default.createSymbolicLink(atPath: folder.file("broken"), withDestinationPath: "nowhere")
    try index(["a": "one.safetensors", "b": "broken"])
    #expect("\(try refusal())".contains("No such file"))
  }

  @Test func filesThatHoldOtherTensors() throws {
    try index(["a": "one.safetensors", "b": "two.safetensors", "c": "two.safetensors"])
    let error = try refusal()
    #expect(error.reason == .indexMismatch(absent: [], unlisted: ["b"]) && error.file == folder.file("one.safetensors"))
    try index(Self.good.merging(["d": "two.safetensors", "e": "two.safetensors"]) { $1 })
    let absent = try refusal()
    #expect(absent.reason == .indexMismatch(absent: ["d", "e"], unlisted: []))
    for name in ["\"d\"", "\"e\"", "two.safetensors"] { #expect("\(absent)".contains(name)) }
  }

  @Test func tensorsInTwoFiles() throws {
    try Safetensors.write(
      ["b": NDArray([3.0]), "c": NDArray([1]), "a": NDArray([1.0])], to: folder.file("three.safetensors"))
    try index(Self.good.merging(["c": "three.safetensors"]) { $1 })
    guard case .repeatedTensors(let names) = try refusal().reason else {
      Issue.record("tensors in two files were not refused")
      return
    }
    #expect(Set(names) == ["a", "b"])
  }

  @Test func damagedIndices() throws {
    for text in ["", "[]", "{", #"{"weight_map": {}} x"#] {
      try index(text: text)
      guard case .malformedJSON = try refusal().reason else {
        Issue.record("\(text)")
        continue
      }
    }
    for (text, found) in [(#"{"weight_map": []}"#, "a list of 0"), (#"{"weight_map": {"a": 1}}"#, "the number 1")] {
      try index(text: text)
      guard case .configuration(key: "weight_map", let problem) = try refusal().reason else {
        Issue.record("\(text)")
        continue
      }
      #expect(problem.contains(found))
    }
    try index(text: "{}")
    #expect(try refusal().reason == .missingField("weight_map"))
    try index(text: #"{"weight_map": {"a": "one.safetensors", "a": "one.safetensors"}}"#)
    #expect(try refusal().reason == .duplicateKey("a"))
    try index(text: #"{"weight_map": {}, "weight_map": {}}"#)
    #expect(try refusal().reason == .duplicateKey("weight_map"))
    try index(text: #"{"weight_map": {}, "more": 1}"#)
    #expect(try refusal().reason == .configuration(key: "more", problem: "is not handled"))
    try index(text: #"{"metadata": "# + String(repeating: "[", count: 100_000))
    #expect("\(try refusal())".contains("64 levels"))
    try index(text: String(repeating: " ", count: 1 << 24 + 1))
    #expect(try refusal().reason == .tooLarge(byteCount: 1 << 24 + 1, limit: 1 << 24))
    let many = (0..<513).map { "\"t\($0)\": \"s\($0)\"" }.joined(separator: ",")
    try index(text: #"{"weight_map": {\#(many)}}"#)
    #expect(try refusal().reason == .tooMany("files", limit: 512))
  }

  @Test func aDamagedFileIsNamed() throws {
    try index()
    try folder.write([1, 2, 3], to: "two.safetensors")
    let error = try refusal()
    #expect(error.file == folder.file("two.safetensors") && error.reason == .tooShort(byteCount: 3))
  }
}
