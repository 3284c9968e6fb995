/// Colours, weight, size and arrangement of a part, for figures made of text.
///
/// Text keeps what a terminal can show; pages show everything.
public struct PartStyle: Hashable, Sendable {
  /// The colour of the text.
  public var foreground: PartColor?
  /// The colour behind the text.
  public var background: PartColor?
  /// Whether the text is bold.
  public var isBold: Bool
  /// Whether the text is italic.
  public var isItalic: Bool
  /// The size of the text relative to that around it.
  public var scale: Double?
  /// The line around the part.
  public var outline: Outline?
  /// What a page shows when the pointer rests on the part.
  public var tooltip: String?
  /// How the pieces of the part stand to each other.
  public var arrangement: Arrangement
  /// The height of an empty line below the part, in lines of text; in pages only.
  public var space: Double?

  /// A style of the given differences from the text around.
  public init(
    foreground: PartColor? = nil, background: PartColor? = nil, isBold: Bool = false, isItalic: Bool = false,
    scale: Double? = nil, outline: Outline? = nil, tooltip: String? = nil, arrangement: Arrangement = .inherited,
    space: Double? = nil
  ) {
    self.foreground = foreground
    self.background = background
    self.isBold = isBold
    self.isItalic = isItalic
    self.scale = scale
    self.outline = outline
    self.tooltip = tooltip
    self.arrangement = arrangement
    self.space = space
  }

  /// A line around a part.
  public enum Outline: String, Hashable, Sendable {
    /// A thin line.
    case thin
    /// A double line that warns.
    case warning
    /// A box on lines of its own.
    case box
  }

  /// How pieces stand to each other.
  public enum Arrangement: String, Hashable, Sendable {
    /// As around the part.
    case inherited
    /// On a line that does not break.
    case line
    /// On a line that breaks where the page ends.
    case wrapped
    /// On lines of their own, indented.
    case indented
    /// Side by side, as blocks.
    case sideBySide
  }

  /// What of the style a terminal can show, over that of the part around.
  func emphasis(over outer: Pen.Emphasis) -> Pen.Emphasis {
    Pen.Emphasis(
      foreground: foreground ?? outer.foreground, background: background ?? outer.background,
      isBold: isBold || outer.isBold, isItalic: isItalic || outer.isItalic)
  }
}
