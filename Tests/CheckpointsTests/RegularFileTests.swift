import Arrays
import Checkpoints
import Foundation
import TestSupport
import Testing

@Suite struct RegularFileTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/model.safetensors" }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func reason(_ path: String) -> CheckpointError.Reason? {
    #expect(throws: CheckpointError.self) { try Safetensors.read(path) }?.reason
  }

  @Test func whatIsNoFileIsRefused() throws {
    #expect(reason(folder.path) == .notARegularFile)
    #expect(reason("/dev/zero") == .notARegularFile)
    let missing = try #require(reason(folder.path + "/missing"))
    #expect(missing.description.contains("No such file"))
    #expect(throws: CheckpointError.self) { try Safetensors.read(path + "\0") }
  }

  @Test func aPipeDoesNotBlock() throws {
    #expect(mkfifo(path, 0o600) == 0)
    #expect(reason(path) == .notARegularFile)
  }

  @Test func aFileCutShortAfterOpeningIsRefused() throws {
    try Safetensors.write(["x": NDArray.ones([100_000])], to: path)
    let file = try Safetensors.read(path)
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.truncate(atOffset: 4096)
    try handle.close()
    let error = #expect(throws: CheckpointError.self) { try file.array("x") }
    #expect(error?.reason == .changedSinceOpening)
  }

  @Test func anArrayReadStaysWhenItsFileIsCutShort() throws {
    try Safetensors.write(["x": NDArray.ones([100_000])], to: path)
    let array = try Safetensors.read(path).array("x")
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.truncate(atOffset: 0)
    try handle.close()
    #expect(try array.sum().item(as: Float.self) == 100_000)
  }

  @Test func mappedArraysAreThoseThatCopiedOnesAre() throws {
    let tensors = try DType.allCases.filter { !$0.isComplex }.map { dtype in
      (name: "\(dtype)", array: try RandomKey(1).integers([33], from: 0, to: 2).astype(dtype))
    }
    try Safetensors.write(tensors, to: path)
    let file = try Safetensors.read(path)
    for (name, array) in tensors {
      #expect(try file.array(name, placement: .mapped).bytes() == array.bytes())
    }
  }

  @Test func mappedElementsAreThePagesOfTheFile() throws {
    // The header is padded, and the first array takes a multiple of 64 bytes: the second lies in line, too.
    try Safetensors.write(["a": NDArray.arange(1_600), "b": NDArray.arange(1_600)], to: path)
    let file = try Safetensors.read(path)
    let (mapped, copied) = (try file.array("b", shape: [40, 40], placement: .mapped), try file.array("b"))
    // What nobody should do shows whose memory it is: a change of the file is one of the mapped array alone.
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seekToEnd()
    try handle.seek(toOffset: try handle.offset() - 4)
    try handle.write(contentsOf: Data([1, 2, 0, 0]))
    try handle.close()
    #expect(try mapped[39, 39].item(as: Int32.self) == 0x201)
    #expect(try copied[1_599].item(as: Int32.self) == 1_599)
    // The file may be replaced: the pages of the old one stay.
    try Safetensors.write(["b": NDArray.zeros([3])], to: path)
    #expect(try mapped[39, 39].item(as: Int32.self) == 0x201)
  }

  @Test func aFileReplacedAfterOpeningIsStillTheOldOne() throws {
    try Safetensors.write(["x": NDArray([1.0])], to: path)
    let file = try Safetensors.read(path)
    try Safetensors.write(["x": NDArray([2.0])], to: path)
    #expect(try file.array("x").doubles() == [1])
    #expect(try Safetensors.read(path).array("x").doubles() == [2])
  }

  @Test func manyTasksReadOneFile() async throws {
    let tensors = try Dictionary(uniqueKeysWithValues: (0..<16).map { ("t\($0)", try NDArray([$0])) })
    try Safetensors.write(tensors, to: path)
    let file = try Safetensors.read(path)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask { try file.array("t\(number % 16)").doubles() == [Double(number % 16)] }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }
}
