import Foundation
import Glibc
import Penzai
import TestSupport
import Testing

@testable import Treescope

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

  @Test func namesOfAFileAreSummedUp() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("weights.safetensors")
    let small = try NDArray([1.0, 2.0])
    try Safetensors.write(
      [
        (name: "layers.0.bias", array: small), (name: "layers.1.bias", array: small), (name: "layers", array: small),
        (name: "norm", array: small), (name: "head.weight", array: small), (name: "a..b", array: small),
      ], to: path)
    let run = try await Program.run("inspect", path, "--depth", "1")
    #expect(
      run.output.split(separator: "\n").dropFirst() == [
        #""a..b"  float32[2]  8 bytes"#, #""head.weight"  float32[2]  8 bytes"#, #""layers"  float32[2]  8 bytes"#,
        #""layers."…  (4 numbers in 2 tensors, 16 bytes, float32)"#, #""norm"  float32[2]  8 bytes"#,
      ])
    let all = try await Program.run("inspect", path, "--depth", "3")
    #expect(try await Program.run("inspect", path).output == all.output)
  }

  @Test func aModelIsAPage() async throws {
    let folder = try TemporaryFolder()
    let (path, model) = (folder.file("page.html"), SampleModels.path("llama_grouped"))
    let run = try await Program.run("inspect", model, "--html", path, "--depth", "2")
    try #require(run.status == 0, "\(run.errors)")
    #expect(run.output == "The page is \"\(path)\"\n")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.contains(#""depth":2"#))
    #expect(page.contains("NamedArray float32(| head_groups:2, query_heads:2, projection:8, embedding:32)"))
    #expect(page.components(separatedBy: #"{"k":"array""#).count - 1 == 21, "a picture of each parameter")
    #expect(!page.contains("ParameterSlot"))
    let loaded = try LlamaFolder(model).load()
    let summary = try #require(try select(loaded).at(instancesOf: Parameter.self).getAll().first?.value.data.summary())
    #expect(page.contains(htmlText(summary)), "\(summary)")
  }

  @Test func aFileIsAPage() async throws {
    let folder = try TemporaryFolder()
    let (file, path) = (folder.file("weights.safetensors"), folder.file("page.html"))
    let name = "</script><script>alert(1)</script>\u{202E}\u{2028}"
    try Safetensors.write(
      ["a.0": NDArray([1.0, 2.0, 3.0]), "a.1": NDArray([1.0, 2.0]), name: NDArray([true, false])],
      metadata: [name: name], to: file)
    let run = try await Program.run("inspect", file, "--html", path)
    try #require(run.status == 0, "\(run.errors)")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.components(separatedBy: "<script").count == 3, "the data and the script")
    #expect(page.contains(#"\u005C\u003C/script"#) == false && page.contains(#"\u003C/script\u003E"#))
    #expect(page.contains(#"[\u0022a.0\u0022]"#), "the path of an array")
    #expect(page.contains("float32(3) [1.0, 2.0, 3.0]"))
  }

  @Test func aLargeArrayIsNotReadWhole() async throws {
    let folder = try TemporaryFolder()
    let (file, path) = (folder.file("large.safetensors"), folder.file("page.html"))
    // 40 GB that take no room on the disk.
    let count = 10_000_000_000
    let header = #"{"large":{"dtype":"F32","shape":[100000,100000],"data_offsets":[0,\#(4 * count)]}}"#
    try folder.write(
      (0..<8).map { UInt8(header.utf8.count >> (8 * $0) & 255) } + Array(header.utf8), to: "large.safetensors")
    try #require(truncate(file, off_t(8 + header.utf8.count + 4 * count)) == 0)
    let run = try await Program.run("inspect", file, "--html", path)
    try #require(run.status == 0, "\(run.errors)")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.contains("NDArray float32(100000, 100000)") && page.utf8.count < 1_000_000)
  }

  @Test func whatCannotBeShownIsNamed() async throws {
    let missing = try await Program.run("inspect", "/nowhere/weights.safetensors")
    #expect(missing.status == 1 && missing.errors.contains("/nowhere/weights.safetensors: cannot open the file"))
    let folder = try TemporaryFolder()
    let damaged = try await Program.run("inspect", folder.write([1, 2], to: "short.safetensors"))
    #expect(damaged.status == 1 && damaged.errors.contains("the file has 2 bytes"))
    let empty = try await Program.run("inspect", folder.path)
    #expect(empty.status == 1 && empty.errors.contains("config.json"))
    let unwritable = try await Program.run(
      "inspect", SampleModels.path("llama_tied"), "--html", folder.file("missing/page.html"))
    #expect(unwritable.status == 1 && unwritable.errors.contains(folder.file("missing/page.html")))
    let pipe = folder.file("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    let special = try await Program.run("inspect", pipe, "--html", folder.file("page.html"))
    #expect(special.status == 1 && special.errors.contains(pipe), "nothing is waited for")
    #expect(!FileManager.default.fileExists(atPath: folder.file("page.html")))
  }
}
