import Testing

@testable import Treescope

struct TerminalTests {
  private func options(_ variables: [String: String], isTerminal: Bool = true, columns: Int? = 132) -> RenderOptions {
    RenderOptions.output(isTerminal: isTerminal, columns: columns) { variables[$0] }
  }

  @Test func aTerminalGivesWidthAndColours() {
    #expect(options([:]).width == 132)
    #expect(options([:]).style == .ansi)
    #expect(options(["COLORTERM": "truecolor"]).colorDepth == .trueColor)
    #expect(options([:]).colorDepth == .palette)
  }

  @Test func aFileGetsPlainTextOfTheDefaultWidth() {
    #expect(options([:], isTerminal: false) == RenderOptions())
  }

  @Test func coloursCanBeDeclined() {
    #expect(options(["NO_COLOR": "1"]).style == .plain)
    #expect(options(["NO_COLOR": ""]).style == .ansi)
    #expect(options(["TERM": "dumb"]).style == .plain)
  }

  @Test func anUnknownWidthIsTheDefault() {
    #expect(options([:], columns: 0).width == 100)
    #expect(options([:], columns: nil).width == 100)
  }
}
