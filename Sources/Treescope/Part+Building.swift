extension Part: ExpressibleByStringLiteral {
  /// Plain text from a literal.
  public init(stringLiteral value: String) {
    self = .text(value, .plain)
  }
}

extension Part {
  /// A node of children between two delimiters: `[1, 2, 3]`, `Linear(weights: …)`.
  ///
  /// - Parameters:
  ///   - opening: What comes before the children, its delimiter included.
  ///   - children: The children; without any, the node is the two delimiters.
  ///   - closing: The closing delimiter.
  ///   - role: The style of both delimiters.
  ///   - color: The colour of the node.
  ///   - comment: A remark after the opening delimiter, seen when the node is expanded.
  ///   - contents: How much the node holds: `2 fields`.
  ///   - expansion: Who decides whether the node is expanded.
  public static func enclosed(
    _ opening: String, _ children: [Part], _ closing: String, role: TextRole = .plain, color: PartColor? = nil,
    comment: String? = nil, contents: String? = nil, expansion: Node.Expansion = .automatic
  ) -> Part {
    enclosed(
      opening: .text(opening, role), children, .text(closing, role), color: color, comment: comment,
      contents: contents, expansion: expansion)
  }

  /// A node of children between two delimiters that are parts themselves.
  static func enclosed(
    opening: Part, _ children: [Part], _ closing: Part, color: PartColor? = nil, comment: String? = nil,
    contents: String? = nil, expansion: Node.Expansion = .automatic
  ) -> Part {
    var content = [opening]
    if let comment { content.append(.comment(comment)) }
    if !children.isEmpty { content.append(.block(children, separator: .comma)) }
    content.append(closing)
    let summary: Part =
      children.isEmpty ? .sequence([opening, closing]) : .sequence([opening, .text("…", .abbreviation), closing])
    return .node(
      Node(.sequence(content), summary: summary, contents: contents, color: color, expansion: expansion))
  }

  /// A value told in one line, such as an array by its shape and range, with a shorter form for crowded lines.
  ///
  /// - Parameters:
  ///   - line: The description, such as `<NDArray float32(3, 4) ≈0.1 ±1.0 [≥-2.1, ≤2.2]>`.
  ///   - short: What stands for it where the line does not fit, such as `<NDArray float32(3, 4)>`.
  ///   - details: What the node shows below the line when it is expanded; nothing by default.
  ///   - role: The style of the text.
  ///   - color: The colour of the node.
  public static func oneLine(
    _ line: String, short: String? = nil, details: [Part] = [], role: TextRole = .summary, color: PartColor? = nil
  ) -> Part {
    let text = Part.text(line, role)
    let content =
      details.isEmpty
      ? text : .sequence([text, .choice(collapsed: .empty, expanded: .block(details, separator: .none))])
    return .node(Node(content, summary: .text(short ?? line, role), color: color))
  }

  /// The part followed by a remark at the end of its line.
  public func annotated(_ comment: String) -> Part {
    .sequence([self, .comment(comment)])
  }

  /// The part as a child of the value around it, reached by a step.
  public func at(_ step: PathStep?) -> Part {
    .child(step, self)
  }

  /// The part pointed out, with a note that says why.
  public func highlighted(_ note: String? = nil, role: TextRole = .highlight) -> Part {
    .highlighted(self, note: note, role: role)
  }
}
