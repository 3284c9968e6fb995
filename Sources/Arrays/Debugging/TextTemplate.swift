/// Text with places to fill in, written `{}`; doubled braces stand for themselves.
struct TextTemplate: Hashable, Sendable, CustomStringConvertible {
  /// The text around the places: one piece more than there are places.
  private var pieces: [String]

  /// The text as one would write it.
  var source: String {
    pieces.map { piece in
      piece.reduce(into: "") { $0 += $1 == "{" || $1 == "}" ? "\($1)\($1)" : "\($1)" }
    }.joined(separator: "{}")
  }

  var description: String { "\"\(source)\"" }

  private init(pieces: [String]) { self.pieces = pieces }

  /// - Throws: ``ArrayError/argument(operation:problem:)`` for a brace that is neither doubled nor part of a place.
  init(_ source: String) throws {
    var pieces = [""]
    var rest = source[...]
    while let character = rest.popFirst() {
      switch (character, rest.first) {
      case ("{", "{"), ("}", "}"): pieces[pieces.count - 1].append(rest.removeFirst())
      case ("{", "}"):
        rest.removeFirst()
        pieces.append("")
      case ("{", _), ("}", _):
        throw ArrayError.argument(
          operation: "debugPrint",
          problem:
            "the text \"\(source)\" has a single \(character). Write {} for an array, or \(character)\(character)")
      default: pieces[pieces.count - 1].append(character)
      }
    }
    self.pieces = pieces
  }

  /// Refuses a number of arrays other than that of places.
  func requirePlaces(_ count: Int) throws {
    guard count == pieces.count - 1 else {
      throw ArrayError.argument(
        operation: "debugPrint",
        problem: "the text \"\(source)\" has \(pieces.count - 1) places {}, the number of values is \(count)")
    }
  }

  /// The text with some of its places filled in for good; `nil` leaves a place open.
  ///
  /// - Throws: ``ArrayError/argument(operation:problem:)`` for a number of values other than that of places.
  func filled(_ values: [String?]) throws -> TextTemplate {
    try requirePlaces(values.count)
    var result = TextTemplate(pieces: [pieces[0]])
    for (value, piece) in zip(values, pieces.dropFirst()) {
      if let value {
        result.pieces[result.pieces.count - 1] += value + piece
      } else {
        result.pieces.append(piece)
      }
    }
    return result
  }

  /// The text with its places filled in; there must be as many texts as places.
  func filled(with texts: [String]) -> String {
    zip(pieces, texts + [""]).map { $0 + $1 }.joined()
  }
}
