import Arrays
import Checkpoints
import Foundation
import NamedAxes
import TestSupport
import Testing
import Variables

/// Files that Python's safetensors wrote, and files that it is to read.
@Suite struct PythonTests {
  struct Case: Decodable, Sendable {
    let name: String
    let value: GoldenArray
  }

  /// The Python of an environment with the peers, if there is one.
  static let python: String? = {
    let repository = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let environments = [
      ProcessInfo.processInfo.environment["PENZAI_VENV"], "/\(repository)/.venv", "/root/penzai-venv",
    ]
    return environments.compactMap { $0 }.map { $0 + "/bin/python" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  @Test func theRecordedFileIsRead() throws {
    let cases = try Golden<Case>.load("safetensors/python")
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = try Safetensors.read(folder.path + "/Golden/safetensors/python.safetensors")
    #expect(file.names.sorted() == cases.map(\.name).sorted())
    #expect(cases.count == 17)
    #expect(file.metadata == ["format": "np", "note": "line\nbreak and \"quotes\""])
    for golden in cases {
      let array = try file.array(golden.name)
      #expect(array.type == (try golden.value.array().type), "\(golden.name)")
      #expect(try array.bytes() == golden.value.bytes, "\(golden.name)")
    }
  }

  @Test(.enabled(if: python != nil, "no Python environment with safetensors is there"))
  func ourFilesOpenInPython() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/ours.safetensors"
    var tensors: [String: NDArray] = ["empty": try NDArray.zeros([0, 2]), "scalar": try NDArray.full([], 7)]
    for dtype in DType.allCases where !dtype.isComplex {
      tensors["\(dtype)"] = try NDArray([1, 0, 3, 4, 5, 6], shape: [2, 3]).astype(dtype)
    }
    try Safetensors.write(tensors, metadata: ["note": "\"é\n"], to: path)
    let named = folder.path + "/named.safetensors"
    let weights = try NamedArray(NDArray([1.0, 2.0], shape: [1, 2]), "in", "out")
    try Safetensors.write(parameters: [ParameterValue(weights, label: "linear/w")], to: named)

    let script = """
      import sys
      import ml_dtypes
      from safetensors import safe_open
      with safe_open(sys.argv[1], "np") as file:
          print(ascii(file.metadata()["note"]))
          for name in sorted(file.keys()):
              array = file.get_tensor(name)
              print(name, array.dtype.name, array.shape, array.astype("float64").reshape(-1).tolist())
      with safe_open(sys.argv[2], "np") as file:
          print(file.keys(), file.get_tensor("linear/w").tolist(), file.metadata()["penzai.axes:linear/w"])
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.python))
    process.arguments = ["-B", "-c", script, path, named]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    var expected = [#"'"\xe9\n'"#]
    for name in tensors.keys.sorted() {
      let array = try #require(tensors[name])
      let shape = array.rank == 1 ? "(\(array.shape[0]),)" : "(\(array.shape.map(String.init).joined(separator: ", ")))"
      let values: [Double] =
        switch (name, array.dtype) {
        case ("empty", _): []
        case ("scalar", _): [7]
        case (_, .bool): [1, 0, 1, 1, 1, 1]
        default: [1, 0, 3, 4, 5, 6]
        }
      expected.append("\(name) \(array.dtype) \(shape) \(values)")
    }
    expected.append(#"['linear/w'] [[1.0, 2.0]] ["in","out"]"#)
    #expect(lines == expected)
  }
}
