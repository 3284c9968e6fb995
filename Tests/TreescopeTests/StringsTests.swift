import Testing
import Treescope

struct StringsTests {
  @Test func stringsAreSwiftLiterals() {
    #expect(render("plain") == #""plain""#)
    #expect(render(#"a "quoted" \ word"#) == #""a \"quoted\" \\ word""#)
    #expect(render("naïve ≤ 日本 🎉") == #""naïve ≤ 日本 🎉""#)
    #expect(render("substring".dropFirst(3)) == #""string""#)
    #expect(render(Character("x")) == #""x""#)
  }

  @Test(arguments: [
    ("\n\r\t\0", #""\n\r\t\0""#),
    ("\u{1B}[31mred", #""\u{1B}[31mred""#),
    ("\u{7F}\u{85}\u{9B}", #""\u{7F}\u{85}\u{9B}""#),
    ("a\u{202E}b\u{2066}c", #""a\u{202E}b\u{2066}c""#),
    ("\u{2028}\u{2029}", #""\u{2028}\u{2029}""#),
    ("a\u{A0}b\u{200B}c\u{FEFF}", #""a\u{A0}b\u{200B}c\u{FEFF}""#),
    ("\u{301}e", #""\u{301}e""#), ("a \u{301}", #""a \u{301}""#), ("e\u{301}\u{302}", "\"e\u{301}\u{302}\""),
    ("e\u{301}\u{301}\u{301}\u{301}\u{301}", "\"e\u{301}\u{301}\u{301}" + #"\u{301}\u{301}""#),
    ("a\u{200D}b1\u{FE0F}", #""a\u{200D}b1\u{FE0F}""#),
    ("\u{E000}\u{AD}\u{3164}", #""\u{E000}\u{AD}\u{3164}""#),
  ])
  func charactersThatDoNotShowAreEscapes(string: String, literal: String) {
    #expect(render(string) == literal)
  }

  @Test func emojiSequencesStayWhole() {
    #expect(render("👩\u{200D}👧 ❤\u{FE0F}") == "\"👩\u{200D}👧 ❤\u{FE0F}\"")
  }

  @Test func aStringWithLineBreaksThatDoesNotFitSpansLines() {
    let string = "first \"line\"\n\n  second \\ line\n"
    #expect(render(string) == #""first \"line\"\n\n  second \\ line\n""#)
    #expect(
      render(["key": string], options: RenderOptions(width: 20)) == #"""
        [
          "key": """
            first "line"

              second \\ line

            """,
        ]
        """#)
  }

  @Test func threeQuotesInALineAreEscaped() {
    let text = render("a \"\"\" b\nsecond line", options: RenderOptions(width: 10))
    #expect(text == "\"\"\"\n  a \\\"\\\"\\\" b\n  second line\n  \"\"\"")
  }

  @Test func aLongStringShowsStartAndEnd() {
    var options = RenderOptions()
    options.stringLimit = 6
    #expect(render("abcdefghij", options: options) == #""abc"<4 more characters…>"hij""#)
    #expect(render("abcdef", options: options) == #""abcdef""#)
    #expect(render(String(repeating: "x", count: 1_000_000)).count < 1_100)
  }
}
