extension TreescopeRepresentable where Self: StringProtocol {
  /// The Swift literal; over several lines where the string has line breaks and does not fit on one.
  public func treescopePart(with renderer: PartRenderer) -> Part {
    let limit = renderer.options.stringLimit
    // UTF-8 counts at once, and never less than characters.
    if utf8.count > limit, count > limit { return abbreviated(to: limit, with: renderer) }
    let string = String(self)
    let literal = stringLiteral(string)
    guard literal.utf8.count > 20 else { return .text(literal, .string) }
    let summary = Part.text(stringLiteral(String(prefix(10))).dropLast() + "…\"", .string)
    let line = Part.text(literal, .string)
    guard string.contains("\n") else { return .node(Node(line, summary: summary)) }
    return .node(Node(.choice(collapsed: line, expanded: multilineLiteral(string)), summary: summary))
  }

  private func abbreviated(to limit: Int, with renderer: PartRenderer) -> Part {
    let head = (limit + 1) / 2
    return .sequence([
      .text(stringLiteral(String(prefix(head))), .string), renderer.remainder(count - limit, "character"),
      .text(stringLiteral(String(suffix(limit - head))), .string),
    ])
  }
}

/// A literal between triple quotes, whose closing quotes stand below its lines as Swift wants it.
private func multilineLiteral(_ string: String) -> Part {
  let lines = string.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    // A line's own quotes need no escape unless there are three of them.
    escaped(String(line), special: line.contains("\"\"\"") ? ["\"", "\\"] : ["\\"])
  }
  return .sequence([
    .text("\"\"\"", .string), .block((lines + ["\"\"\""]).map { .text($0, .string) }, separator: .none),
  ])
}

extension String: TreescopeRepresentable {}
extension Substring: TreescopeRepresentable {}

extension Character: TreescopeRepresentable {
  /// The Swift literal.
  public func treescopePart(with renderer: PartRenderer) -> Part { .text(stringLiteral(String(self)), .string) }
}

extension Unicode.Scalar: TreescopeRepresentable {
  /// The Swift literal.
  public func treescopePart(with renderer: PartRenderer) -> Part { .text(stringLiteral(String(self)), .string) }
}

extension StaticString: TreescopeRepresentable {
  /// The Swift literal.
  public func treescopePart(with renderer: PartRenderer) -> Part { description.treescopePart(with: renderer) }
}
