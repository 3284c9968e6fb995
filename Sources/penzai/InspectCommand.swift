import ArgumentParser
import Foundation
import Penzai

/// Shows what a model folder or a file of weights holds, from configuration and headers alone.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show the tree of a model folder, or the tensors of a safetensors file.",
    discussion: "Only the configuration and the headers of files are read, so that large models are shown at once.")

  @Argument(help: "A folder with config.json and safetensors, or a safetensors file.")
  var path: String

  @Option(help: "How many levels of a model to show; what lies deeper is summed up.")
  var depth: Int?

  func validate() throws {
    if let depth, depth < 1 { throw ValidationError("--depth must be at least 1, found \(depth)") }
  }

  func run() throws {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue {
      print(try ModelOutline(LlamaFolder(path), depth: depth).text)
    } else {
      print(try Self.text(of: Safetensors.read(path)))
    }
  }

  /// One line for each tensor, and the metadata.
  static func text(of file: SafetensorsFile) throws -> String {
    let types = try file.names.map { ($0, try file.type(of: $0)) }
    let sum = ParameterSum(types.map(\.1))
    let metadata = file.metadata.sorted { $0.key < $1.key }.map { "metadata \(shown($0.key)): \(shown($0.value))" }
    let tensors = types.map { name, type in "\(shown(name))  \(type)  \(ParameterSum.bytes(type.byteCount))" }
    return (["\(shown(file.path)): \(sum.text("tensor"))"] + metadata + tensors).joined(separator: "\n")
  }

  /// A name that a file gives, with escapes for what a terminal would not show as it is.
  static func shown(_ name: String) -> String { render(name, options: RenderOptions(width: 10_000)) }
}

/// How much some parameters hold together.
struct ParameterSum {
  private let count: Int
  private let elementCount: Int
  private let byteCount: Int
  private let dtypes: [String]

  init(_ types: [ArrayType]) {
    count = types.count
    elementCount = types.reduce(0) { $0 + $1.count }
    byteCount = types.reduce(0) { $0 + $1.byteCount }
    dtypes = Set(types.map { "\($0.dtype)" }).sorted()
  }

  /// The sum in words; empty when nothing was added.
  func text(_ name: String) -> String {
    guard count > 0 else { return "no \(name)s" }
    return "\(Self.grouped(elementCount)) numbers in \(count) \(name)\(count == 1 ? "" : "s"), "
      + "\(Self.bytes(byteCount)), \(dtypes.joined(separator: ", "))"
  }

  static func bytes(_ count: Int) -> String { "\(grouped(count)) bytes" }

  /// A number with commas between thousands.
  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in "\(number)".reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
