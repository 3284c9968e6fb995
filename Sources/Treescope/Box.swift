/// A part made ready for layout: text made safe, widths known, nodes with a state to decide.
///
/// Widths are computed once, bottom-up, as boxes are made.
final class Box {
  /// The form of a part.
  enum Content {
    case text(String, TextRole)
    case sequence([Box])
    case block([Box], Part.Separator)
    case node(content: Box, summary: Box, color: PartColor?)
    case choice(collapsed: Box, expanded: Box)
    case comment(String)
    case child(PathStep?, Box)
    case instance(Int, Box)
    case highlighted(Box, note: String?, role: TextRole)
    case modes(usual: Box, roundtrip: Box, isRoundtrip: Bool)
    case styled(Box, PartStyle)
    case table([[Box]])
    case figure(Figure, words: Box)
  }

  /// What the layout decides for a node.
  enum State {
    /// Over several lines.
    case expanded
    /// The whole content on one line.
    case folded
    /// The summary only.
    case summarized
  }

  let content: Content
  /// The columns of the one-line form.
  let collapsedWidth: Int
  /// The line breaks of the expanded form while all nodes inside are folded.
  let newlines: Int
  /// Whether a highlighted part lies inside.
  let holdsHighlight: Bool
  /// For a node: whether the value, or a highlight inside, leaves the layout no choice.
  let expansion: Node.Expansion
  /// For a node: what the layout decided.
  var state = State.folded

  init(
    _ content: Content, collapsedWidth: Int, newlines: Int = 0, holdsHighlight: Bool = false,
    expansion: Node.Expansion = .automatic
  ) {
    self.content = content
    self.collapsedWidth = collapsedWidth
    self.newlines = newlines
    self.holdsHighlight = holdsHighlight
    self.expansion = expansion
  }
}

/// The text that points at a highlighted part.
let highlightMarker = "▶ "
