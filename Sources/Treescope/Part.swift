/// How a value looks before it is laid out: plain data that one layout engine turns into text, coloured text or a page.
///
/// Most parts have two forms. On one line ("collapsed") a block shows its children separated by commas and line comments
/// vanish; over several lines ("expanded") every child stands on a line of its own. A ``Node`` is what folds: the layout
/// decides for each node which form its content takes.
public indirect enum Part: Hashable, Sendable {
  /// Text on one line. Characters that would not be visible, line breaks among them, are shown as escapes.
  case text(String, TextRole)
  /// Parts one after the other.
  case sequence([Part])
  /// Children: separated by commas on one line; indented, each on a line of its own, when expanded.
  case block([Part], separator: Separator)
  /// Content that folds as a whole.
  case node(Node)
  /// One of two forms, by the state of the node around it. Keep children that fold out of both: each is laid out.
  case choice(collapsed: Part, expanded: Part)
  /// A remark shown after `#` at the end of its line, and not at all on a line that holds the whole node around it.
  case comment(String)
  /// A child of the value shown, and the step that leads to it; without a step nothing inside has a path.
  case child(PathStep?, Part)
  /// A class instance, known by a number: wherever one number occurs twice, both places say so.
  case instance(Int, Part)
  /// A part to point out, with a note that says why, both in the style of a role; lines of the note after the first stand
  /// below.
  case highlighted(Part, note: String?, role: TextRole)
  /// A part in which places are pointed out or replaced.
  case marked(Part, Marks)
  /// One of two forms: the usual one, and one that is Swift source as far as there is any.
  case modes(usual: Part, roundtrip: Part)
  /// A part in colours, sizes and arrangements of its own.
  case styled(Part, PartStyle)
  /// Cells in rows and columns; the first row is a heading.
  case table([[Part]])
  /// A picture, which pages draw and text leaves out or tells in words.
  case figure(Figure)

  /// What stands between the children of a block.
  public enum Separator: Hashable, Sendable {
    /// `a, b` on one line; a comma after every line, and a line break after the last.
    case comma
    /// `a b` on one line; nothing at the ends of lines, and what follows goes on in the last line.
    case none
  }

  /// Nothing at all.
  public static let empty = Part.sequence([])

  /// Plain text.
  public static func text(_ text: String) -> Part { .text(text, .plain) }
}

/// A part that folds: the layout shows its content over several lines, on one line, or only its summary.
public struct Node: Hashable, Sendable {
  /// Everything the node shows.
  public var content: Part
  /// What stands for the node where even one line is too much: `Linear(…)`.
  public var summary: Part
  /// How much the node holds: `2 fields`; stands in the summary where nodes are abbreviated by a threshold.
  public var contents: String?
  /// The colour of the node's type name and delimiters.
  public var color: PartColor?
  /// Who decides whether the node is expanded.
  public var expansion: Expansion

  /// A node of the given content.
  public init(
    _ content: Part, summary: Part, contents: String? = nil, color: PartColor? = nil, expansion: Expansion = .automatic
  ) {
    self.content = content
    self.summary = summary
    self.contents = contents
    self.color = color
    self.expansion = expansion
  }

  /// The summary with how much the node holds: `Linear(<2 fields…>)`.
  var countedSummary: Part {
    guard let contents, case .sequence(let parts) = summary else { return summary }
    return .sequence(
      parts.map { $0 == .text("…", .abbreviation) ? .text("<\(contents)…>", .abbreviation) : $0 })
  }

  /// Who decides whether a node is expanded.
  public enum Expansion: Hashable, Sendable {
    /// The layout: it expands what does not fit on its line.
    case automatic
    /// The value: always over several lines.
    case expanded
    /// The value: always on one line.
    case collapsed
  }
}
