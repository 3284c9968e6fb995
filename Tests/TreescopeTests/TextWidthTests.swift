import Testing

@testable import Treescope

struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("plain", 5), ("naïve ≈ ±1", 10), ("日本", 4), ("🎉", 2), ("👩\u{200D}👧", 2), ("e\u{301}", 1),
    ("❤\u{FE0F}", 2), ("한글", 4), ("Ω → ∞", 5),
  ])
  func columnsAreCountedAsATerminalShowsThem(text: String, width: Int) {
    #expect(columns(text) == width)
  }

  @Test func wideCharactersMakeANodeTooWide() {
    #expect(render(["日本語"], options: RenderOptions(width: 10)) == "[\"日本語\"]")
    #expect(render(["日本語"], options: RenderOptions(width: 9)) == "[\n  \"日本語\",\n]")
  }
}
