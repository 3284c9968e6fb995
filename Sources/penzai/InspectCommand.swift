import ArgumentParser
import Foundation
import Penzai

/// Shows what a model folder or a file of weights holds, without reading more of it than is shown.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show the tree of a model folder, or the tensors of a safetensors file.",
    discussion: """
      As text, only the configuration and the headers of files are read; a page has pictures, too, and reads what they \
      show. Large models are shown at once either way.
      """)

  @Argument(help: "A folder with config.json and safetensors, or a safetensors file.")
  var path: String

  @Option(help: "How many levels of a model, or of names between dots, to show; what lies deeper is summed up.")
  var depth: Int?

  @Option(help: "Write a page with pictures of the arrays to this file, in place of text.")
  var html: String?

  func validate() throws {
    if let depth, depth < 1 { throw ValidationError("--depth must be at least 1, found \(depth)") }
  }

  func run() throws {
    if let html {
      try page().write(to: html)
      print("The page is \(Self.shown(html))")
    } else {
      print(
        isFolder ? try ModelOutline(LlamaFolder(path), depth: depth).text : try FileOutline(file(), depth: depth).text)
    }
  }

  private var isFolder: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private func file() throws -> SafetensorsFile { try Safetensors.read(path) }

  private func page() throws -> Page {
    if isFolder { return try ModelPage(LlamaFolder(path), depth: depth).page }
    let fragment = PageFragment(try file(), title: path, options: Self.pageOptions(depth: depth))
    return Page(title: path, fragments: [fragment])
  }

  /// How pages show models and files: more of their entries than of other collections.
  static func pageOptions(depth: Int?) -> RenderOptions { RenderOptions(maximumDepth: depth, elementLimit: 500) }

  /// A name that a file gives, with escapes for what a terminal would not show as it is.
  static func shown(_ name: String) -> String { render(name, options: RenderOptions(width: 10_000)) }
}
