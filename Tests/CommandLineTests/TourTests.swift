import Foundation
import Penzai
import TestSupport
import Testing

@Suite(.serialized) struct TourTests {
  private static let sentence = "The quick brown fox jumps over the lazy dog, and then it rests a while. "

  private func text(in folder: TemporaryFolder) throws -> String {
    try folder.write(String(repeating: Self.sentence, count: 60).utf8, to: "text.txt")
  }

  private func summary(_ folder: TemporaryFolder) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: folder.file("out/summary.json")))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func trainsShowsEditsAndSaves() async throws {
    let folder = try TemporaryFolder()
    let run = try await Program.run(
      "tour", "--text", try text(in: folder), "--steps", "60", "--seed", "3", "--out", folder.file("out"))
    try #require(run.status == 0, "\(run.errors)")
    for part in [
      "CharacterModel(", "label: \"model/mix/Linear.weights\"", "step 60/60  loss", "before: training loss",
      "after:  training loss", "== A sample", ".sublayers[2]  <NamedArray", "with the layer put back",
    ] {
      #expect(run.output.contains(part), "\(part) is missing in:\n\(run.output)")
    }

    let summary = try summary(folder)
    let before = try #require(summary["before"] as? [String: Double])
    let after = try #require(summary["after"] as? [String: Double])
    // A repeated sentence is learned within a few steps.
    #expect(try #require(after["heldOut"]) < 0.5 * #require(before["heldOut"]))
    let ablation = try #require(summary["ablation"] as? [String: Any])
    #expect(ablation["heldOutRestored"] as? Double == ablation["heldOutBefore"] as? Double)
    #expect(ablation["heldOutAblated"] as? Double != ablation["heldOutBefore"] as? Double)
    #expect((summary["activations"] as? [[String: Any]])?.count == 2)
    #expect((summary["sample"] as? String)?.count == 256)

    let weights = try Safetensors.read(folder.file("out/weights.safetensors")).parameters()
    #expect(weights.count == 7)
    #expect(try #require(weights.first { $0.label == "model/mix/Linear.weights" }).value.namedShape["context"] == 16)
  }

  @Test func sameSeedGivesTheSameNumbers() async throws {
    var summaries: [(Data, Data)] = []
    for _ in 0..<2 {
      let folder = try TemporaryFolder()
      let run = try await Program.run(
        "tour", "--text", try text(in: folder), "--steps", "8", "--seed", "11", "--out", folder.file("out"))
      #expect(run.status == 0, "\(run.errors)")
      var summary = try summary(folder)
      summary["trainingSeconds"] = nil
      summary["weights"] = nil
      summaries.append(
        (
          try JSONSerialization.data(withJSONObject: summary, options: .sortedKeys),
          try Data(contentsOf: URL(filePath: folder.file("out/weights.safetensors")))
        ))
    }
    #expect(summaries[0].0 == summaries[1].0)
    #expect(summaries[0].1 == summaries[1].1)
  }

  @Test func badTextsAreRefused() async throws {
    let folder = try TemporaryFolder()
    let cases = [
      (folder.file("missing.txt"), "There is no text file at"),
      (try folder.write([], to: "empty.txt"), "has 0 characters; at least 2000 are needed"),
      (try folder.write("short".utf8, to: "short.txt"), "has 5 characters; at least 2000 are needed"),
      (try folder.write([UInt8](repeating: 0xFF, count: 5_000), to: "binary.txt"), "is not UTF-8 text"),
      (folder.path, "it is a folder"),
    ]
    for (path, message) in cases {
      let run = try await Program.run("tour", "--text", path, "--out", folder.file("out"))
      #expect(run.status == 1)
      #expect(run.errors.contains(message), "\(path): \(run.errors)")
    }
  }

  @Test func unwritableFolderIsRefusedBeforeTraining() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a file".utf8, to: "occupied")
    let run = try await Program.run("tour", "--text", try text(in: folder), "--out", file + "/out")
    #expect(run.status == 1)
    #expect(run.errors.contains("cannot be written to"), "\(run.errors)")
    #expect(!run.output.contains("The model"))
  }

  @Test func impossibleStepCountIsRefused() async throws {
    let run = try await Program.run("tour", "--steps", "0")
    #expect(run.status != 0)
    #expect(run.errors.contains("--steps must be at least 1"))
  }

  @Test func killedRunLeavesNoHalfWrittenFiles() async throws {
    let folder = try TemporaryFolder()
    let running = try Program.Running(
      ["tour", "--text", try text(in: folder), "--steps", "1000000", "--out", folder.file("out")], folder: folder)
    // Until it trains, or ends by itself on an error.
    while running.process.isRunning, !(try running.output).contains("before:") {
      try await Task.sleep(for: .milliseconds(50))
    }
    kill(running.process.processIdentifier, SIGKILL)
    #expect(await running.end() == SIGKILL)
    #expect(running.process.terminationReason == .uncaughtSignal)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("out")).isEmpty)
  }
}
