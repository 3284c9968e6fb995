import Checkpoints
import Foundation
import Models
import TestSupport
import Testing

/// Configurations and indices changed at random make a model that can be loaded, or are refused, never more.
@Suite struct LlamaMutationTests {
  @Test(arguments: [("config.json", 4_000), ("model.safetensors.index.json", 1_000)])
  func everyFolderIsOpenedOrRefused(_ name: String, _ count: Int) throws {
    let sample = try SampleFolder("llama_shards")
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: sample.folder.file(name))))
    let folder = sample.folder.pathInMemory("model")
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for file in try sample.folder.contents where file != name && file != "model" {
      try FileManager.default.copyItem(atPath: sample.folder.file(file), toPath: folder + "/" + file)
    }

    var (opened, reasons) = (0, Set<String>())
    let pieces = [
      "\"llama\"", "\"llama3\"", "\"../x\"", "\"/etc/passwd\"", "\"head_dim\": 3,", "\"weight_map\":", "false",
    ]
    try Mutations.run(count, pieces: pieces) { mutations in
      let changed = mutations.changing(bytes, mostlyIn: 0..<bytes.count)
      try Data(changed).write(to: URL(filePath: folder + "/" + name))
      do {
        _ = try LlamaFolder(folder).skeleton()
        opened += 1
      } catch let error as CheckpointError {
        #expect(error.file.hasPrefix(folder))
        reasons.insert("\(error.reason)".prefix { $0 != "(" }.description)
      }
    }
    #expect(opened > 0)
    #expect(reasons.count >= 4, "\(reasons.sorted())")
  }
}
