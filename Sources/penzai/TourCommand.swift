import ArgumentParser
import Foundation
import Penzai

/// The main job on real input: build a model, print it, train it, open it up, edit it, save it.
struct TourCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour",
    abstract: "Train a small language model on a text, look inside it, and edit it.",
    discussion: """
      Builds a character-level language model, prints it, trains it, shows its losses and a sample of text, captures \
      the activations after every nonlinearity, replaces one layer by zeros and restores it, and writes the weights \
      and a summary. The same seed gives the same numbers.
      """)

  @Option(help: "A UTF-8 text file to learn from (default: the project's own documentation).")
  var text: String?

  @Option(help: "The number of training steps.")
  var steps = 2_000

  @Option(help: "The seed of all random numbers.")
  var seed = 0

  @Option(help: "The folder for weights.safetensors and summary.json.")
  var out = "penzai-tour"

  func validate() throws {
    guard steps > 0 else { throw ValidationError("--steps must be at least 1, found \(steps).") }
  }

  func run() throws {
    do {
      try Tour(
        text: try text.map(TourText.load(path:)) ?? .documentation(), steps: steps, seed: seed,
        folder: try TourFolder(path: out)
      ).run()
    } catch let error as any CustomStringConvertible & Error {
      // The message alone, without Swift's decoration of errors.
      FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
      throw ExitCode(1)
    }
  }
}
