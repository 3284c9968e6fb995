import Arrays
import NamedAxes
import TestSupport
import Testing
import Treescope

@testable import Checkpoints

struct StoredTensorTests {
  private let folder: TemporaryFolder
  private let file: SafetensorsFile
  private let array: NDArray

  init() throws {
    folder = try TemporaryFolder()
    array = try NDArray((0..<120).map { Int32($0) }).reshaped(to: [2, 3, 4, 5]).astype(.int16)
    try Safetensors.write(
      [
        (name: "first", array: NDArray([true])), (name: "array", array: array), (name: "scalar", array: NDArray(7.5)),
        (name: "empty", array: NDArray.zeros([0, 3])), (name: "half", array: array.astype(.bfloat16)),
      ], to: folder.file("a.safetensors"))
    file = try Safetensors.read(folder.file("a.safetensors"))
  }

  @Test func placesAreThoseOfTheArray() throws {
    let sizes = [2, 3, 4, 5]
    for name in ["array", "half"] {
      let stored = try file[name]
      #expect(try stored.values(at: sizes.map { Array(0..<$0) }) == array.doubles())
      for places in [
        [[1], [0, 2], [0, 1, 3], [4]], [[0, 1], [1], [0, 1, 2, 3], [0, 1, 2, 3, 4]], [[1], [2], [3], [4]],
        [[0], [0, 1, 2], [1, 2], [0, 1, 2, 3, 4]], [[0, 1], [], [0], [0]],
      ] {
        #expect(try stored.values(at: places) == array.values(at: places), "\(places)")
      }
    }
    #expect(try file["scalar"].values(at: []) == [7.5])
    #expect(try file["empty"].values(at: [[], [0, 1, 2]]) == [])
    for places in [[[2], [0], [0], [0]], [[0], [0], [0]], [[0], [0], [-1], [0]]] {
      #expect(throws: CheckpointError.self) { try file["array"].values(at: places) }
    }
  }

  @Test func itLooksLikeTheArray() throws {
    let stored = try file["array"]
    #expect(render(stored) == render(array))
    let named = try StoredTensor("array", in: file, axes: ["a": 6, "b": 20])
    let expected = try NamedArray(array.reshaped(to: [6, 20])).tag(["a", "b"])
    #expect(render(named) == render(expected))
    #expect(renderPage(named).contains(#"{"k":"array","n":"namedArray""#))
    let few = try file["first"]
    #expect(render(few) == "<NDArray bool(1) [true]>")
    let error = #expect(throws: CheckpointError.self) { try StoredTensor("array", in: file, axes: ["a": 7]) }
    #expect("\(try #require(error))".contains("[2, 3, 4, 5]"))
    #expect(throws: CheckpointError.self) { try file["missing"] }
  }

  @Test func aFileShowsItsArraysByTheirNames() throws {
    let small = try NDArray([1.0])
    let path = folder.file("names.safetensors")
    let names = [
      "model.layers.0.bias", "model.layers.0.weight", "model.layers.1.weight", "model.norm", "model.layers",
      "head.weight",
      "..", "", String(repeating: "x.", count: 30_000),
    ]
    try Safetensors.write(names.map { (name: $0, array: small) }, metadata: ["step": "3"], to: path)
    let text = render(try Safetensors.read(path), options: RenderOptions(width: 60))
    #expect(text.hasPrefix("SafetensorsFile(\n  path: "))
    #expect(
      text.contains(
        """
            "head.weight": <NDArray float32(1) [1.0]>,
            "model": [
              "layers": <NDArray float32(1) [1.0]>,
              "layers": [
                "0": [
                  "bias": <NDArray float32(1) [1.0]>,
                  "weight": <NDArray float32(1) [1.0]>,
                ],
                "1.weight": <NDArray float32(1) [1.0]>,
              ],
              "norm": <NDArray float32(1) [1.0]>,
            ],
        """), "\(text.prefix(1_000))")
  }

  @Test func aChangedFileIsAnError() throws {
    let stored = try file["array"]
    try folder.write([1, 2, 3], to: "a.safetensors")
    #expect(throws: CheckpointError.self) { try stored.values(at: [[0], [0], [0], [0]]) }
    #expect(renderPage(stored).contains("failed to render"))
  }
}
