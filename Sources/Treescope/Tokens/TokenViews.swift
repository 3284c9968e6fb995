internal import Glibc

/// Tokens one after the other, each on a colour that tells its value.
///
/// - Parameters:
///   - tokens: The text of each token; invisible characters in it are shown as escapes.
///   - values: A number for each token, such as its loss.
///   - maximum: The number at the last colour; by default the largest size among the values.
///   - minimum: The number at the first colour; by default `-maximum`.
///   - colormap: The colours; by default diverging ones where there is no minimum, and sequential ones otherwise.
/// - Throws: ``ArrayPictureError/sizes(_:)`` unless there are as many values as tokens.
public func renderTokens(
  _ tokens: [String], coloredBy values: [Double], maximum: Double? = nil, minimum: Double? = nil,
  colormap: Colormap? = nil
) throws -> Part {
  guard tokens.count == values.count else {
    throw ArrayPictureError.sizes(
      "there are \(tokens.count) tokens, but \(values.count) values; give one for each token")
  }
  let largest = values.filter(\.isFinite).reduce(0) { max($0, abs($1)) }
  let words = zip(tokens, values).map { token, value in
    Part.text(token, onColorOf: value, maximum: maximum ?? largest, minimum: minimum, colormap: colormap)
  }
  return .inline(words, wraps: true)
}

/// What each head attends to: a picture for each head, and the tokens coloured by the weights of one of them.
///
/// In a page the pointer chooses the head and the token that attends.
///
/// - Parameters:
///   - weights: The weights, with axes for heads, attending and attended tokens, in this order.
///   - tokens: The text of each attended token.
///   - queryTokens: The text of each attending token; by default the same.
///   - headNames: A name for each head; by default `head 0` and so on.
/// - Throws: ``ArrayPictureError/sizes(_:)`` where the numbers of tokens, names and weights do not agree, and what
///   reading throws.
public func renderAttention(
  _ weights: some RenderableArray, tokens: [String], queryTokens: [String]? = nil, headNames: [String]? = nil
) throws -> Part {
  let queries = queryTokens ?? tokens
  let sizes = weights.renderedAxes.map(\.size)
  guard sizes.count == 3, sizes[1] == queries.count, sizes[2] == tokens.count else {
    throw ArrayPictureError.sizes(
      "the weights have the sizes \(sizes); expected heads, \(queries.count) attending and \(tokens.count) attended tokens"
    )
  }
  let names = headNames ?? (0..<sizes[0]).map { "head \($0)" }
  guard names.count == sizes[0] else {
    throw ArrayPictureError.sizes("there are \(sizes[0]) heads, but \(names.count) names; give one for each head")
  }
  let count = Double(sizes[0]) * Double(queries.count) * Double(tokens.count)
  guard count <= Double(ArrayPictureContent.elementLimit) else {
    throw ArrayPictureError.notVisible(
      elementType: weights.elementTypeName, reason: "\(Int(count)) weights are too many; show fewer heads or tokens")
  }
  let values = try weights.values(at: sizes.map { Array(0..<$0) })
  let elements = PackedElements(values, .floating, isExact: false)
  let words = "<attention of \(sizes[0]) heads from \(queries.count) to \(tokens.count) tokens>"
  return .figure(
    Figure(words: .oneLine(words)) { json, _ in
      json.object { json in
        json.key("k")
        json.string("attention")
        for (key, texts) in [("q", queries), ("t", tokens), ("h", names)] as [(StaticString, [String])] {
          json.key(key)
          json.array { json in for text in texts { json.string(escaped(text)) } }
        }
        json.key("f")
        json.string(elements.format.rawValue)
        json.key("d")
        json.base64(elements.bytes)
      }
    })
}

/// The likeliest next tokens after each token, with their probabilities.
///
/// - Parameters:
///   - logits: The logits, with axes for positions and vocabulary, in this order.
///   - tokens: The text of the token at each position.
///   - vocabulary: The text of each token of the vocabulary.
///   - count: How many next tokens to show at each position.
/// - Throws: ``ArrayPictureError/sizes(_:)`` where the numbers of tokens and logits do not agree, and what reading throws.
public func renderLogits(
  _ logits: some RenderableArray, tokens: [String], vocabulary: [String], count: Int = 5
) throws -> Part {
  let sizes = logits.renderedAxes.map(\.size)
  guard sizes == [tokens.count, vocabulary.count] else {
    throw ArrayPictureError.sizes(
      "the logits have the sizes \(sizes); expected \(tokens.count) positions and \(vocabulary.count) tokens")
  }
  let shown = max(0, min(count, vocabulary.count))
  let header = ["position", "token"] + (0..<shown).map { "next \($0 + 1)" }
  let rows = try tokens.indices.map { position -> [Part] in
    let row = try logits.values(at: [[position], Array(vocabulary.indices)])
    let likeliest = likeliest(row, shown).map { token, probability in
      Part.inline([
        Part.text(vocabulary[token], onColorOf: probability, maximum: 1, minimum: 0),
        Part.text(" " + significant(probability), .number),
      ])
    }
    return [.text("\(position)", .number), .text(stringLiteral(tokens[position]), .string)] + likeliest
  }
  let title = Part.text("<logits at \(tokens.count) positions>", .summary)
  return .node(
    Node(.sequence([title, .table([header.map { .text($0) }] + rows)]), summary: title, expansion: .expanded))
}

/// The places of the greatest logits in order, with their probabilities under the softmax.
private func likeliest(_ logits: [Double], _ count: Int) -> [(Int, Double)] {
  let greatest = logits.filter { !$0.isNaN }.max() ?? 0
  // Written so that infinite logits share the whole probability.
  let weights = logits.map { $0 == greatest ? 1 : exp($0 - greatest) }
  let total = weights.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
  let order = logits.indices.filter { !logits[$0].isNaN }.sorted { (logits[$0], $1) > (logits[$1], $0) }
  return order.prefix(count).map { ($0, weights[$0] / total) }
}
