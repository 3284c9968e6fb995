import Foundation
import Penzai
import TestSupport
import Testing

@Suite(.serialized) struct InspectTests {
  @Test func aModelIsShownAsATree() async throws {
    let run = try await Program.run("inspect", SampleModels.path("llama_grouped"))
    try #require(run.status == 0, "\(run.errors)")
    let folder = try LlamaFolder(SampleModels.path("llama_grouped"))
    let bytes = try folder.tensors.names.reduce(0) { try $0 + folder.tensors.type(of: $1).byteCount }
    let header = try #require(run.output.split(separator: "\n").first)
    #expect(header.contains("llama, ") && header.contains(" in 21 parameters, ") && header.contains("float32"))
    #expect(header.replacing(",", with: "").contains("\(bytes) bytes"))
    for part in [
      "\nTransformerLM  (", "  .body: Sequential", "    .sublayers[0]: EmbeddingLookup",
      #"          .embeddings: "transformer/embedder.embeddings"  float32{vocabulary: 64, embedding: 32}  8,192 bytes"#
        .trimmingCharacters(in: .whitespaces),
      "float32{head_groups: 2, query_heads: 2, projection: 8, embedding: 32}",
    ] { #expect(run.output.contains(part), "\(part) is missing in:\n\(run.output)") }
    for weight in folder.weights { #expect(run.output.contains("\"\(weight.label)\"")) }
  }

  @Test func sharedParametersCountOnce() async throws {
    let run = try await Program.run("inspect", SampleModels.path("llama_tied"))
    let lines = run.output.split(separator: "\n")
    #expect(lines[0].contains(" in 20 parameters, "))
    #expect(lines[1].hasPrefix("TransformerLM  (") && lines[1].contains(" in 20 parameters, "))
    #expect(lines.filter { $0.contains("\"transformer/embedder.embeddings\"") }.count == 2)
  }

  @Test func deepPartsAreSummedUp() async throws {
    let run = try await Program.run("inspect", SampleModels.path("llama_shards"), "--depth", "3")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    // The header, the model, its body, and the embeddings, three blocks, a norm and the map to the logits.
    #expect(lines.count == 9, "\(run.output)")
    #expect(lines.filter { $0.contains("TransformerBlock  (") && $0.contains("in 9 parameters") }.count == 3)
    let none = try await Program.run("inspect", SampleModels.path("llama_shards"), "--depth", "0")
    #expect(none.status != 0 && none.errors.contains("--depth must be at least 1"))
  }

  @Test func tensorsOfAFileAreListed() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("weights.safetensors")
    let name = "\u{1B}[31m\u{202E}</script>"
    try Safetensors.write(
      ["a": NDArray([1.0, 2.0]), name: NDArray([true])], metadata: ["step": "100\u{7}"], to: path)
    let run = try await Program.run("inspect", path)
    #expect(run.status == 0)
    #expect(run.output.contains("3 numbers in 2 tensors, 9 bytes"))
    #expect(run.output.contains("\"a\"  float32[2]  8 bytes"), "\(run.output)")
    #expect(run.output.contains("metadata \"step\""))
    #expect(!run.output.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{7}"].contains($0) })
    #expect(run.output.contains(#"\u{1B}[31m\u{202E}</script>"#))
  }

  @Test func whatCannotBeShownIsNamed() async throws {
    let missing = try await Program.run("inspect", "/nowhere/weights.safetensors")
    #expect(missing.status == 1 && missing.errors.contains("/nowhere/weights.safetensors: cannot open the file"))
    let folder = try TemporaryFolder()
    let damaged = try await Program.run("inspect", folder.write([1, 2], to: "short.safetensors"))
    #expect(damaged.status == 1 && damaged.errors.contains("the file has 2 bytes"))
    let empty = try await Program.run("inspect", folder.path)
    #expect(empty.status == 1 && empty.errors.contains("config.json"))
  }
}
