import Testing
import Treescope

private struct Model: TreescopeRepresentable {
  var layers: [Any] = [Layer(), Layer()]
  var head: Layer? = Layer()

  func treescopePart(with renderer: PartRenderer) -> Part {
    renderer.constructor(
      Self.self, [.child("layers", layers), .child("head", head as Any)], color: .rgb(0xFF, 0, 0x80),
      comment: "Sequential")
  }
}

private struct Layer: TreescopeRepresentable {
  func treescopePart(with renderer: PartRenderer) -> Part {
    renderer.constructor(Self.self, [.static("size", 3)], color: .role(.number))
  }
}

struct RenderTests {
  @Test func colouredTextHasTheSameCharacters() {
    let plain = render(Model(), options: RenderOptions(width: 30))
    var options = RenderOptions(width: 30, style: .ansi)
    options.colorDepth = .trueColor
    let coloured = render(Model(), options: options)
    #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test func rolesAndNodesHaveColours() {
    var options = RenderOptions(width: 30, style: .ansi)
    options.colorDepth = .trueColor
    let lines = render(Model(), options: options).split(separator: "\n")
    #expect(lines.first == "\u{1B}[38;2;255;0;128mModel(\u{1B}[0m\u{1B}[90m # Sequential\u{1B}[0m")
    #expect(lines[1] == "  \u{1B}[3;34mlayers\u{1B}[0m: [")
    #expect(lines[2] == "    \u{1B}[36mLayer(\u{1B}[0msize: \u{1B}[36m3)\u{1B}[0m,")
    #expect(lines.last == "\u{1B}[38;2;255;0;128m)\u{1B}[0m")
    options.colorDepth = .palette
    #expect(render(Model(), options: options).hasPrefix("\u{1B}[38;5;198mModel("))
  }

  @Test func everyLineStartsAndEndsInThePlainStyle() {
    let text = render(Model(), options: RenderOptions(width: 30, style: .ansi))
    for line in text.split(separator: "\n") where line.contains("\u{1B}") {
      let sequences = line.matches(of: #/\u{1B}\[([0-9;]*)m/#).map { $0.1 }
      #expect(sequences.last == "0")
    }
  }

  @Test func valuesCannotSmuggleControlSequencesIntoText() {
    let hostile = "\u{1B}[2J\u{202E}\n"
    struct Hostile: TreescopeRepresentable {
      var text: String
      func treescopePart(with renderer: PartRenderer) -> Part {
        .sequence([.text(text, .error), .comment(text), .oneLine(text)])
      }
    }
    for style in [RenderOptions.Style.plain, .ansi] {
      let options = RenderOptions(style: style, highlights: [Highlight([], note: hostile)])
      let text = render(Hostile(text: hostile), options: options)
      #expect(!text.contains("\u{1B}[2J") && !text.contains("\u{202E}") && !text.contains("\n"))
      #expect(text.contains(#"\u{1B}[2J\u{202E}\n"#))
    }
  }

  @Test func highlightedPlacesAreMarkedAndRevealed() {
    let options = RenderOptions(
      maximumDepth: 0, highlights: [Highlight([.field("layers"), .index(1)], note: "selected")])
    #expect(
      render(Model(), options: options) == """
        Model( # Sequential
          layers: [
            Layer(size: 3),
            ▶ Layer(size: 3), # selected
          ],
          head: Layer(size: 3),
        )
        """)
  }

  @Test func highlightsReachIntoOptionals() {
    for path: PartPath in [[.field("head")], [.field("head"), .unwrapped]] {
      let text = render(Model(), options: RenderOptions(highlights: [Highlight(path)]))
      #expect(text.contains("  head: ▶ Layer(size: 3),\n"))
    }
  }

  @Test func theWholeValueCanBeHighlighted() {
    #expect(render(3, options: RenderOptions(highlights: [Highlight([], note: "here")])) == "▶ 3 # here")
  }

  @Test func highlightsThatAreNotShownAreNamed() {
    let highlights = [Highlight([.index(7), .field("a")], note: "lost"), Highlight([.entry("b\"")])]
    #expect(
      render([1], options: RenderOptions(highlights: highlights)) == """
        [1]
        # Not shown: ["b\\""]
        # Not shown: [7].a (lost)
        """)
  }

  @Test func anErrorIsMarkedInItsOwnStyle() {
    let options = RenderOptions(style: .ansi, highlights: [Highlight([.index(0)], note: "bad shape", role: .error)])
    #expect(
      render([1], options: options) == """
        [
          \u{1B}[1;31m▶ \u{1B}[0m\u{1B}[36m1\u{1B}[0m,\u{1B}[1;31m # bad shape\u{1B}[0m
        ]
        """)
  }
}
