/// Appends styled text to one buffer, with as few ANSI control sequences as the styles need.
struct Pen {
  /// The colours to use; nil for plain text.
  let colors: RenderOptions.ColorDepth?
  /// Colours and weight that stand above those of roles.
  var emphasis = Emphasis()
  private var buffer = ""
  /// The style that the terminal has at the end of the buffer.
  private var current = ""
  /// Spaces of a line that has no text yet, so that empty lines stay empty.
  private var pendingIndent = 0
  /// Bars among these spaces.
  private var pendingBars: [Bar] = []

  /// A bar beside the lines of a highlighted part.
  struct Bar {
    var column: Int
    var role: TextRole
  }

  init(colors: RenderOptions.ColorDepth?) {
    self.colors = colors
    buffer.reserveCapacity(4096)
  }

  /// Appends text in the style of a role, or of a colour where there is one.
  mutating func write(_ text: String, _ role: TextRole, _ color: PartColor?) {
    if text.isEmpty { return }
    if pendingIndent > 0 { writeIndent() }
    if let colors { use(emphasis.isEmpty ? style(role, color, colors) : emphasized(role, color, colors)) }
    buffer.append(text)
  }

  /// Ends the line.
  mutating func newline(indent: Int, bars: [Bar] = []) {
    use("")
    buffer.append("\n")
    (pendingIndent, pendingBars) = (indent, bars)
  }

  private mutating func writeIndent() {
    var column = 0
    for bar in pendingBars {
      buffer.append(String(repeating: " ", count: bar.column - column))
      if let colors { use(style(bar.role, nil, colors)) }
      buffer.append("┃")
      use("")
      column = bar.column + 1
    }
    buffer.append(String(repeating: " ", count: pendingIndent - column))
    pendingIndent = 0
  }

  /// The text so far, with the terminal's style put back.
  mutating func finish() -> String {
    use("")
    return buffer
  }

  private mutating func use(_ style: String) {
    if style == current { return }
    if !current.isEmpty { buffer.append("\u{1B}[0m") }
    if !style.isEmpty { buffer.append("\u{1B}[\(style)m") }
    current = style
  }

  private func style(_ role: TextRole, _ color: PartColor?, _ colors: RenderOptions.ColorDepth) -> String {
    switch color {
    case .rgb(let red, let green, let blue): "38;" + parameters(red, green, blue, colors)
    case .outlined(let color, _): style(role, color, colors)
    case .role(let role): role.sgr
    case nil: role.sgr
    }
  }

  private func emphasized(_ role: TextRole, _ color: PartColor?, _ colors: RenderOptions.ColorDepth) -> String {
    var parts = [style(role, emphasis.foreground ?? color, colors)]
    if emphasis.isBold { parts.append("1") }
    if emphasis.isItalic { parts.append("3") }
    if case .rgb(let red, let green, let blue) = emphasis.background {
      parts.append("48;" + parameters(red, green, blue, colors))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: ";")
  }

  private func parameters(_ red: UInt8, _ green: UInt8, _ blue: UInt8, _ colors: RenderOptions.ColorDepth) -> String {
    switch colors {
    case .trueColor: "2;\(red);\(green);\(blue)"
    case .palette: "5;\(paletteIndex(red, green, blue))"
    }
  }

  /// Colours and weight that a styled part gives to all text inside.
  struct Emphasis: Equatable {
    var foreground: PartColor?
    var background: PartColor?
    var isBold = false
    var isItalic = false

    var isEmpty: Bool { self == Emphasis() }
  }
}

extension TextRole {
  /// The parameters of the ANSI sequence "select graphic rendition" for this role, in the terminal's own 16 colours.
  var sgr: String {
    switch self {
    case .plain: ""
    case .typeName: "1"
    case .childLabel: "3;34"
    case .staticLabel: ""
    case .number: "36"
    case .keyword: "34"
    case .string: "32"
    case .summary: "36"
    case .type: "35"
    case .comment: "90"
    case .abbreviation: "33"
    case .error: "1;31"
    case .highlight: "1;36"
    }
  }
}

/// The index of the nearest colour in the 6 x 6 x 6 cube of the xterm palette.
func paletteIndex(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
  // The cube's levels are 0, 95, 135, 175, 215 and 255.
  func level(_ value: UInt8) -> Int { value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40 }
  return 16 + 36 * level(red) + 6 * level(green) + level(blue)
}
