import ArgumentParser
import Foundation
import Penzai

/// Runs a model of a folder on tokens and shows what it thinks comes next.
struct LogitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logits",
    abstract: "Run a llama or mistral model of a Hugging Face folder on tokens.",
    discussion: "Prints the tokens with the highest logits after each position; computes in float32.")

  @Argument(help: "The folder with config.json and safetensors.")
  var folder: String

  @Option(help: "Tokens of one text, such as 1,2,3; repeat it for more texts of the same length.")
  var tokens: [TokenList]

  @Option(help: "How many tokens to show at each position.")
  var top = 5

  @Flag(help: "Print JSON, for machines.")
  var json = false

  @Option(help: "Also write all logits to an npy file: batch x seq x vocabulary, float32.")
  var full: String?

  func run() throws {
    let folder = try LlamaFolder(folder)
    let size = folder.config.vocabSize
    guard 1...size ~= top else {
      throw ValidationError("--top must be between 1 and the vocabulary's \(size), found \(top)")
    }
    let batch = try TokenBatch(tokens.map(\.tokens), vocabularySize: size)
    let model = try folder.load()
    let logits = try jit { (model: TransformerLM, tokens: NamedArray) in try model(tokens) }(model, batch.array())
    let best = try logits.topK(top, axis: "vocabulary")
    let report = try LogitsReport(
      folder: folder, batch: batch, values: best.values.unwrap("batch", "seq", "vocabulary"),
      tokens: best.indices.unwrap("batch", "seq", "vocabulary"))
    if let full { try Npy.write(logits.unwrap("batch", "seq", "vocabulary"), to: full) }
    print(json ? try report.json() : report.text())
  }
}

/// What `penzai logits` reports.
struct LogitsReport: Codable, Equatable {
  struct Candidate: Codable, Equatable {
    var token: Int
    /// `nil`, in JSON null, where it is no number.
    var logit: Double?
  }

  struct Position: Codable, Equatable {
    var token: Int
    /// The tokens with the highest logits to come next, the highest first.
    var next: [Candidate]
  }

  var folder: String
  var family: String
  var vocabularySize: Int
  var texts: [[Position]]

  /// - Parameters:
  ///   - values: the highest logits, batch x seq x top.
  ///   - tokens: the tokens that they are of.
  init(folder: LlamaFolder, batch: TokenBatch, values: NDArray, tokens: NDArray) throws {
    self.folder = folder.path
    family = folder.family.rawValue
    vocabularySize = folder.config.vocabSize
    let top = values.shape.last ?? 0
    let (values, tokens) = (try values.doubles(), try tokens.doubles())
    var start = 0
    texts = batch.texts.map { text in
      text.map { token in
        defer { start += top }
        let next = (start..<start + top).map { place in
          Candidate(token: Int(tokens[place]), logit: values[place].isFinite ? values[place] : nil)
        }
        return Position(token: token, next: next)
      }
    }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  func text() -> String {
    texts.enumerated().flatMap { place, text in
      ["text \(place)"]
        + text.enumerated().map { position, entry in
          let next = entry.next.map { "\($0.token) (\($0.logit.map { String(format: "%.4f", $0) } ?? "nan"))" }
          return "  \(position): \(entry.token)  ->  \(next.joined(separator: "  "))"
        }
    }.joined(separator: "\n")
  }
}
