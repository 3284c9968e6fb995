/// How a value is shown.
public struct RenderOptions: Hashable, Sendable {
  /// The columns that lines should fit in.
  public var width = 100
  /// How many levels of nodes may be expanded, the root counting as the first; nodes below are folded to one line.
  public var maximumDepth: Int?
  /// How many lines the text should not exceed; outer levels are expanded first.
  public var maximumHeight: Int?
  /// Plain or coloured text.
  public var style = Style.plain
  /// The colours that coloured text may use.
  public var colorDepth = ColorDepth.palette
  /// How many elements of a collection are shown; the rest is counted.
  public var elementLimit = 100
  /// How many characters of a string are shown; of a longer one, the start and the end.
  public var stringLimit = 1_000
  /// How deeply values may nest; what lies deeper is abbreviated.
  public var nestingLimit = 100
  /// How many values are shown in all; what comes after is abbreviated.
  public var valueLimit = 100_000
  /// How many levels below a folded node nodes are shown by their summaries; nil for no such level.
  public var abbreviationThreshold: Int?
  /// Whether values are shown in Swift source as far as there is any: types with their modules, remarks after `//`.
  public var isRoundtrip = false
  /// The pictures that pages show of arrays; nil for none.
  public var pictures: AutomaticPictures? = AutomaticPictures()
  /// What has a say in how values are shown, the first one first.
  public var hooks: [RenderHook] = []
  /// Places to point out.
  public var highlights: [Highlight] = []

  /// Options with the given differences from the defaults.
  public init(
    width: Int = 100, maximumDepth: Int? = nil, maximumHeight: Int? = nil, style: Style = .plain,
    elementLimit: Int = 100, highlights: [Highlight] = []
  ) {
    self.width = width
    self.maximumDepth = maximumDepth
    self.maximumHeight = maximumHeight
    self.style = style
    self.elementLimit = elementLimit
    self.highlights = highlights
  }

  /// Plain or coloured text.
  public enum Style: Hashable, Sendable {
    /// Text without any control sequence.
    case plain
    /// Text with ANSI control sequences for colours.
    case ansi
  }

  /// The colours a terminal can show.
  public enum ColorDepth: Hashable, Sendable {
    /// The 256 colours of the xterm palette.
    case palette
    /// Any RGB colour.
    case trueColor
  }
}
