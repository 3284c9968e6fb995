import Arrays
import Foundation
import TestSupport
import Testing

@testable import Checkpoints

@Suite struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func nothingIsAtThePlaceBeforeTheEnd() throws {
    let path = folder.path + "/file"
    let file = try AtomicFile(path)
    try file.append(Array("new".utf8))
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try folder.contents.count == 1)
    try file.finish()
    #expect(try folder.contents == ["file"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
  }

  @Test func anUnfinishedFileLeavesNothing() throws {
    let path = folder.path + "/file"
    try "old".write(toFile: path, atomically: false, encoding: .utf8)
    do {
      let file = try AtomicFile(path)
      try file.append([1, 2, 3])
    }
    #expect(try folder.contents == ["file"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
  }

  @Test func twoWritersDoNotMeet() throws {
    let path = folder.path + "/file"
    let one = try AtomicFile(path)
    let other = try AtomicFile(path)
    try one.append(Array("one".utf8))
    try other.append(Array("other".utf8))
    try one.finish()
    try other.finish()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "other")
    #expect(try folder.contents == ["file"])
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let path = folder.path + "/missing/file"
    let error = #expect(throws: CheckpointError.self) { try Safetensors.write([(String, NDArray)](), to: path) }
    #expect(error?.file == path)
    #expect("\(try #require(error))".contains("No such file or directory"))
    let inFile = try folder.write([1]) + "/file"
    #expect(throws: CheckpointError.self) { try Safetensors.write([(String, NDArray)](), to: inFile) }
  }

  @Test func aPlaceTakenByAFolderIsNamedAndNothingIsLeft() throws {
    let path = folder.path + "/folder"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let error = #expect(throws: CheckpointError.self) { try Safetensors.write([(String, NDArray)](), to: path) }
    #expect(error?.file == path)
    #expect(try folder.contents == ["folder"])
    #expect(throws: CheckpointError.self) { try Safetensors.write([(String, NDArray)](), to: "/proc/penzai") }
    #expect(throws: CheckpointError.self) { try Safetensors.write([(String, NDArray)](), to: "") }
    #expect(throws: CheckpointError.self) {
      try Safetensors.write([(String, NDArray)](), to: folder.path + "/a\0b")
    }
    #expect(try folder.contents == ["folder"])
  }

  /// The superuser may write anywhere, so that a folder of others' shows nothing there.
  @Test(.enabled(if: geteuid() != 0))
  func anUnwritableFolderIsNamed() throws {
    let closed = folder.path + "/closed"
    try FileManager.default.createDirectory(
      atPath: closed, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o500])
    let error = #expect(throws: CheckpointError.self) {
      try Safetensors.write([(String, NDArray)](), to: closed + "/file")
    }
    #expect("\(try #require(error))".contains("Permission denied"))
  }
}
