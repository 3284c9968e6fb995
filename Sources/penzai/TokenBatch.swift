import ArgumentParser
import Penzai

/// Tokens as they are written on the command line: `1,2,3`.
struct TokenList: ExpressibleByArgument {
  var tokens: [Int]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let tokens = parts.compactMap { Int($0) }
    guard tokens.count == parts.count else { return nil }
    self.tokens = tokens
  }
}

/// Texts of one length, as tokens of one vocabulary.
struct TokenBatch {
  var texts: [[Int]]

  /// A batch of texts.
  ///
  /// - Throws: ``TokenBatchError``.
  init(_ texts: [[Int]], vocabularySize: Int) throws {
    let length = texts.first?.count ?? 0
    for (place, text) in texts.enumerated() {
      guard text.count == length else {
        throw TokenBatchError.differentLengths(place: place, length: text.count, first: length)
      }
      if let position = text.firstIndex(where: { !(0..<vocabularySize).contains($0) }) {
        throw TokenBatchError.outsideVocabulary(
          token: text[position], place: place, position: position, vocabularySize: vocabularySize)
      }
    }
    self.texts = texts
  }

  /// The tokens with the axes `batch` and `seq`.
  func array() throws -> NamedArray {
    let tokens = try NDArray(texts.flatMap { $0.map(Int32.init) })
    return try NamedArray(tokens.reshaped(to: [texts.count, texts.first?.count ?? 0])).tag("batch", "seq")
  }
}

/// Texts that make no batch; texts and positions are counted from 0.
enum TokenBatchError: Error, Hashable {
  case differentLengths(place: Int, length: Int, first: Int)
  case outsideVocabulary(token: Int, place: Int, position: Int, vocabularySize: Int)
}

extension TokenBatchError: CustomStringConvertible {
  var description: String {
    switch self {
    case .differentLengths(let place, let length, let first):
      "The token lists must be of one length: list 0 has \(first) tokens, list \(place) has \(length)."
    case .outsideVocabulary(let token, let place, let position, let size):
      "Token \(token), at position \(position) of list \(place), is outside of the vocabulary: tokens are numbers "
        + "from 0 to \(size - 1)."
    }
  }
}
