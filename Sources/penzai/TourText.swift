import Foundation

/// The text that the tour learns from, as numbers of characters.
struct TourText {
  /// The characters that have a number of their own, the most frequent first; the last stands for all others.
  let vocabulary: [Character]
  /// The number of each character of the part to learn from.
  let training: [Int32]
  /// The number of each character of the part held out.
  let heldOut: [Int32]

  /// The least number of characters that leaves enough to hold out.
  static let minimumLength = 2_000
  private static let maximumVocabulary = 96
  private static let other: Character = "\u{FFFD}"

  /// Why a text cannot be used.
  enum Problem: Error, Equatable, CustomStringConvertible {
    case missing(path: String)
    case unreadable(path: String, reason: String)
    case notUTF8(path: String)
    case tooShort(path: String, count: Int)
    case noDocumentation(folder: String)

    var description: String {
      switch self {
      case .missing(let path): "There is no text file at \(path). Give the path of a UTF-8 text file with --text."
      case .unreadable(let path, let reason): "The text file \(path) cannot be read: \(reason)."
      case .notUTF8(let path):
        "The file \(path) is not UTF-8 text. Convert it first, for example with iconv -t UTF-8."
      case .tooShort(let path, let count):
        "The text in \(path) has \(count) characters; at least \(TourText.minimumLength) are needed to train on one "
          + "part and measure on another."
      case .noDocumentation(let folder):
        "The project's own documentation was not found in \(folder). Give a text file with --text."
      }
    }
  }

  /// The text of a file.
  static func load(path: String) throws -> TourText {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problem.missing(path: path)
    }
    guard !isFolder.boolValue else { throw Problem.unreadable(path: path, reason: "it is a folder") }
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw Problem.unreadable(path: path, reason: "\(error.localizedDescription)")
    }
    guard let text = String(data: data, encoding: .utf8) else { throw Problem.notUTF8(path: path) }
    return try TourText(text, source: path)
  }

  /// The project's own documentation: the README and what lies beside it, and the documentation comments of the
  /// sources.
  static func documentation() throws -> TourText {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/design.md", "docs/parity.md"]
      .compactMap { try? String(contentsOf: root.appending(path: $0), encoding: .utf8) }
    guard !pages.isEmpty else { throw Problem.noDocumentation(folder: root.path) }
    let sources =
      FileManager.default.enumerator(atPath: root.appending(path: "Sources").path)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted() ?? []
    let comments = sources.compactMap { name -> String? in
      guard let source = try? String(contentsOf: root.appending(path: "Sources/\(name)"), encoding: .utf8) else {
        return nil
      }
      let lines = source.split(separator: "\n").map { $0.drop(while: { $0 == " " }) }.filter { $0.hasPrefix("///") }
      return lines.map { $0.dropFirst(3).drop(while: { $0 == " " }) }.joined(separator: "\n")
    }
    return try TourText((pages + comments).joined(separator: "\n\n"), source: "the project's documentation")
  }

  init(_ text: String, source: String) throws {
    guard text.count >= Self.minimumLength else { throw Problem.tooShort(path: source, count: text.count) }
    var counts: [Character: Int] = [:]
    for character in text { counts[character, default: 0] += 1 }
    // Ties by the character itself, so that numbers depend on the text alone.
    let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key).filter { $0 != Self.other }
    vocabulary = ranked.prefix(Self.maximumVocabulary - 1) + [Self.other]
    let numbers = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($1, Int32($0)) })
    let unknown = Int32(vocabulary.count - 1)
    let ids = text.map { numbers[$0] ?? unknown }
    let split = ids.count * 9 / 10
    training = Array(ids[..<split])
    heldOut = Array(ids[split...])
  }

  /// The characters of numbers.
  func decode(_ numbers: [Int32]) -> String {
    String(numbers.map { vocabulary.indices.contains(Int($0)) ? vocabulary[Int($0)] : Self.other })
  }
}
