import Arrays
import Checkpoints
import Foundation
import TestSupport

/// A copy of a recorded model folder, to be damaged.
struct SampleFolder {
  /// The folder of all recorded models.
  static let recorded = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Golden/transformers").path

  let folder: TemporaryFolder
  var path: String { folder.path }
  var configPath: String { folder.file("config.json") }
  var weightsPath: String { folder.file("model.safetensors") }

  init(_ name: String = "llama_grouped") throws {
    folder = try TemporaryFolder()
    let source = Self.recorded + "/" + name
    for file in try FileManager.default.contentsOfDirectory(atPath: source) where file != "expected.safetensors" {
      try FileManager.default.copyItem(atPath: source + "/" + file, toPath: folder.file(file))
    }
  }

  /// Sets keys of the configuration to values written as JSON; `nil` takes them out.
  func configure(_ edits: [String: String?]) throws {
    let data = try Data(contentsOf: URL(filePath: configPath))
    var members = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    for (key, value) in edits {
      members[key] = try value.map {
        try JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)
      }
    }
    try folder.write(JSONSerialization.data(withJSONObject: members), to: "config.json")
  }

  /// Writes the weights again after a change of their dictionary.
  func editWeights(_ edit: (inout [String: NDArray]) throws -> Void) throws {
    var tensors = Dictionary(
      uniqueKeysWithValues: try Safetensors.read(weightsPath).arrays().map { ($0.name, $0.array) })
    try edit(&tensors)
    try Safetensors.write(tensors, to: weightsPath)
  }
}
