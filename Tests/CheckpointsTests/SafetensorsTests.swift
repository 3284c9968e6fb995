import Arrays
import Checkpoints
import Foundation
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/model.safetensors" }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: DType.allCases.filter { !$0.isComplex })
  func everyTypeComesBack(_ dtype: DType) throws {
    let array = try NDArray([1, 0, 1, 1, 0, 0]).reshaped(to: [2, 3]).astype(dtype)
    try Safetensors.write(["x": array], to: path)
    let file = try Safetensors.read(path)
    #expect(try file.type(of: "x") == array.type)
    #expect(try file.array("x").type == array.type)
    #expect(try file.array("x").bytes() == array.bytes())
  }

  @Test func complexNumbersAreRefused() throws {
    let error = #expect(throws: CheckpointError.self) {
      try Safetensors.write(["z": NDArray.zeros([2], dtype: .complex64)], to: path)
    }
    #expect(error?.description.contains("complex64") == true)
  }

  @Test func numbersComeBackBitForBit() throws {
    let values: [Float] = [.nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    try Safetensors.write(["x": NDArray(values)], to: path)
    #expect(try Safetensors.read(path).array("x").bytes() == NDArray(values).bytes())
  }

  @Test func scalarsAndEmptyArraysComeBack() throws {
    try Safetensors.write(["s": NDArray.full([], 2.5), "e": NDArray.zeros([0, 3])], to: path)
    let file = try Safetensors.read(path)
    #expect(try file.array("s").shape == [])
    #expect(try file.array("s").doubles() == [2.5])
    #expect(try file.array("e").shape == [0, 3])
    try Safetensors.write([String: NDArray](), to: path)
    #expect(try Safetensors.read(path).names == [])
  }

  @Test func namesAndMetadataOfAnyTextComeBack() throws {
    let names = ["", "a.b", "\"\\\n\t\u{1}\u{7F}", "</script>", "\u{2028}", "é中😀", "\u{202E}", "\0"]
    let tensors = try names.enumerated().map { (name: $1, array: try NDArray([$0])) }
    let metadata = Dictionary(uniqueKeysWithValues: names.map { ($0, $0 + "!") })
    try Safetensors.write(tensors, metadata: metadata, to: path)
    let file = try Safetensors.read(path)
    #expect(Set(file.names) == Set(names))
    #expect(file.metadata == metadata)
    for (number, name) in names.enumerated() { #expect(try file.array(name).doubles() == [Double(number)]) }
  }

  @Test func theLayoutIsThatOfTheFormat() throws {
    try Safetensors.write(
      ["b": NDArray([true]), "a": NDArray([1.0], dtype: .float64), "c": NDArray([2.0]), "aa": NDArray([3.0])],
      metadata: ["z": "1", "y": "2"], to: path)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let length = Int(bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    #expect((8 + length) % 64 == 0)
    let header = try #require(String(validating: bytes[8..<8 + length], as: UTF8.self))
    let text =
      #"{"__metadata__":{"y":"2","z":"1"},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"#
      + #""aa":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"b":{"dtype":"BOOL","shape":[1],"data_offsets":[16,17]},"#
      + #""c":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}"#
    #expect(header.hasPrefix(text))
    #expect(header.dropFirst(text.count).allSatisfy { $0 == " " })
    #expect(bytes.count == 8 + length + 17)
  }

  @Test func equalContentGivesEqualFiles() throws {
    let tensors = try (0..<20).map { (name: "t\($0)", array: try NDArray([$0])) }
    try Safetensors.write(tensors, metadata: ["a": "1", "b": "2"], to: path)
    let first = try Data(contentsOf: URL(filePath: path))
    try Safetensors.write(tensors.shuffled(), metadata: ["b": "2", "a": "1"], to: path)
    #expect(try Data(contentsOf: URL(filePath: path)) == first)
  }

  @Test func namesThatCannotBeWrittenAreRefused() throws {
    let one = try NDArray([1])
    let twice = #expect(throws: CheckpointError.self) { try Safetensors.write([("a", one), ("a", one)], to: path) }
    #expect(twice?.reason == .duplicateKey("a"))
    let taken = #expect(throws: CheckpointError.self) { try Safetensors.write(["__metadata__": one], to: path) }
    #expect("\(try #require(taken))".contains("metadata"))
    let long = String(repeating: "x", count: 1 << 17)
    #expect(throws: CheckpointError.self) { try Safetensors.write([long: one], to: path) }
    #expect(try folder.contents == [])
  }

  @Test func aNameThatIsNotThereIsRefused() throws {
    try Safetensors.write(["weights": NDArray([1])], to: path)
    let error = #expect(throws: CheckpointError.self) { try Safetensors.read(path).array("weight") }
    #expect(error?.tensor == "weight")
    #expect(error?.reason == .noSuchTensor(available: ["weights"]))
  }

  @Test func bytesThatAreNoBooleansAreRefused() throws {
    let file = try folder.write(header: #"{"t":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}}"#, data: [0, 1, 2])
    let error = #expect(throws: CheckpointError.self) { try Safetensors.read(file).array("t") }
    #expect(error?.reason == .notBoolean(offset: 2, byte: 2))
  }

  @Test func symbolsCannotBeWrittenAndLeaveTheOldFile() throws {
    try Safetensors.write(["x": NDArray([1.0])], to: path)
    let before = try Data(contentsOf: URL(filePath: path))
    let path = path
    #expect(throws: ArrayError.self) {
      _ = try jit { (x: NDArray) in
        try Safetensors.write(["a": NDArray([1.0]), "x": x], to: path)
        return x
      }(NDArray([2.0]))
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    #expect(try folder.contents == ["model.safetensors"])
  }
}
