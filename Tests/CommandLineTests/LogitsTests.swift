import Foundation
import Penzai
import TestSupport
import Testing

@Suite(.serialized) struct LogitsTests {
  private let path = SampleModels.path("mistral_window")

  private func record() throws -> (tokens: [[Int]], logits: NDArray) {
    let file = try Safetensors.read(path + "/expected.safetensors")
    let tokens = try file.array("tokens")
    let numbers = try tokens.doubles().map { Int($0) }
    let length = tokens.shape[1]
    let texts = stride(from: 0, to: numbers.count, by: length).map { Array(numbers[$0..<$0 + length]) }
    return (texts, try file.array("logits"))
  }

  private func run(_ arguments: [String]) async throws -> Program.Run {
    let folder = try TemporaryFolder()
    let running = try Program.Running(["logits"] + arguments, folder: folder)
    let status = await running.end()
    return Program.Run(status: status, output: try running.output, errors: try running.errors)
  }

  @Test func allLogitsAreThoseOfTransformers() async throws {
    let folder = try TemporaryFolder()
    let (tokens, expected) = try record()
    let lists = tokens.flatMap { ["--tokens", $0.map(String.init).joined(separator: ",")] }
    let run = try await run([path, "--json", "--top", "3", "--full", folder.file("logits.npy")] + lists)
    try #require(run.status == 0, "\(run.errors)")
    let full = try Npy.read(folder.file("logits.npy"))
    #expect(full.type == expected.type)
    #expect(try difference(full, expected, absolute: 1e-4) == nil)

    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(report["family"] as? String == "mistral" && report["vocabularySize"] as? Int == 40)
    let texts = try #require(report["texts"] as? [[[String: Any]]])
    #expect(texts.map { $0.map { $0["token"] as? Int } } == tokens)
    let best = try #require(texts[1][11]["next"] as? [[String: Any]])
    let logits = try expected[1][11].doubles()
    let order = logits.indices.sorted { logits[$0] > logits[$1] }
    #expect(best.map { $0["token"] as? Int } == order.prefix(3).map { $0 })
    #expect(abs((best[0]["logit"] as? Double ?? 0) - logits[order[0]]) < 1e-4)
  }

  @Test func textHasALineForEachPosition() async throws {
    let run = try await run([path, "--tokens", "1,2", "--tokens", "3,4", "--top", "2"])
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 0 && lines.count == 6)
    #expect(lines[0] == "text 0" && lines[3] == "text 1")
    #expect(lines[4].hasPrefix("  0: 3  ->  "))
    #expect(lines[4].split(separator: "(").count == 3)
  }

  @Test(arguments: [
    (["--tokens", "1,2,3", "--tokens", "4,5"], "list 0 has 3 tokens, list 1 has 2"),
    (["--tokens", "1,40"], "Token 40, at position 1 of list 0, is outside of the vocabulary"),
    (["--tokens=-1,2"], "Token -1, at position 0 of list 0"),
    (["--tokens", "1", "--tokens", "9223372036854775807"], "Token 9223372036854775807, at position 0 of list 1"),
    (["--tokens", "1,x"], "1,x"), (["--tokens", "1,,2"], "1,,2"), (["--tokens", ""], "tokens"),
    (["--tokens", "9223372036854775808"], "9223372036854775808"), ([], "--tokens"),
    (["--tokens", "1", "--top", "0"], "--top must be between 1 and the vocabulary's 40"),
    (["--tokens", "1", "--top", "41"], "found 41"),
    (["--tokens", "1", "--full", "/nowhere/logits.npy"], "/nowhere/logits.npy"),
  ])
  func badArguments(_ arguments: [String], _ message: String) async throws {
    let run = try await run([path] + arguments)
    #expect(run.status != 0 && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func foldersThatAreNoModel() async throws {
    let run = try await run(["/nowhere/model", "--tokens", "1"])
    #expect(run.status == 1 && run.errors.contains("/nowhere/model: cannot open the folder"))
  }
}
