import Testing

@testable import Treescope

struct PartFiguresTests {
  @Test func figuresInText() {
    #expect(render(Part.inline(["a ", [1, 2], " ", Part.text("b").bold()])) == "a [1, 2] b")
    #expect(render(Part.sideBySide(["a", "b"])) == "a  b")
    #expect(render(Part.sequence(["a:", Part.text("b").indented()])) == "a:\n  b")
    #expect(render(Part.digitBox(42, label: "answer")) == "42 (answer)")
    #expect(render(Part.text("x").boxed().scaled(2)) == "x")
  }

  @Test func stylesInTerminals() {
    var options = RenderOptions(style: .ansi)
    options.colorDepth = .trueColor
    #expect(render(Part.text("x").bold(), options: options) == "\u{1B}[1mx\u{1B}[0m")
    #expect(
      render(Part.text("x").colored(.rgb(1, 2, 3)).bold(), options: options) == "\u{1B}[38;2;1;2;3;1mx\u{1B}[0m")
    #expect(
      render(Part.text("x", onColorOf: 1), options: options) == "\u{1B}[38;2;255;255;255;48;2;37;47;111mx\u{1B}[0m")
  }

  @Test func wordsOnColors() throws {
    func style(_ value: Double, minimum: Double? = nil) throws -> PartStyle {
      guard case .styled(_, let style) = Part.text("w", onColorOf: value, maximum: 2, minimum: minimum) else {
        throw ArrayPictureError.sizes("no style")
      }
      return style
    }
    #expect(try style(0).background == .rgb(241, 236, 235), "the middle of the diverging colours")
    #expect(try style(0).foreground == .rgb(0, 0, 0))
    #expect(try style(0, minimum: 0).background == .rgb(68, 1, 84), "the first of the sequential ones")
    #expect(try style(2).outline == .thin)
    #expect(try style(2.1).outline == .warning)
    #expect(try style(.nan).background == .rgb(128, 128, 128))
    #expect(try style(1.23456).tooltip == "1.235")
  }

  @Test func colormapsMix() {
    let map = Colormap([RGBColor(0, 0, 0), RGBColor(100, 200, 50)])
    #expect(map.color(at: 0.5) == RGBColor(50, 100, 25))
    #expect(map.color(at: -3) == RGBColor(0, 0, 0))
    #expect(map.color(at: .infinity) == RGBColor(100, 200, 50))
    #expect(Colormap([RGBColor(7, 7, 7)]).color(at: 0.7) == RGBColor(7, 7, 7))
    #expect(Colormap.sequential.colors.count == 20)
    #expect(Colormap.diverging.colors.count == 17)
    #expect(Colormap.digits.colors.count == 20)
  }

  @Test func tablesAlignTheirColumns() {
    let table = Part.table([["a", "bb"], ["ccc", "d"]])
    let titled = Part.node(Node(.sequence(["title", table]), summary: "…", expansion: .expanded))
    #expect(render(titled) == "title\n  a    bb\n  ccc  d")
    #expect(render(Part.enclosed("(", [table], ")")) == "(a bb; ccc d)")
  }
}
