import Testing
import Treescope

private struct Pair {
  var first = 1
  var kind = Kind.one
}

private enum Kind {
  case one, two(Int)
}

struct RoundtripTests {
  @Test func typesHaveTheirModules() {
    var options = RenderOptions(width: 150)
    options.isRoundtrip = true
    #expect(
      render([Pair(), Kind.two(3), Int.self] as [Any], options: options)
        == "[TreescopeTests.Pair(first: 1, kind: TreescopeTests.Kind.one), TreescopeTests.Kind.two(3), Swift.Int.self]")
    #expect(render(Pair()) == "Pair(first: 1, kind: Kind.one)")
  }

  @Test func remarksAreSwiftComments() {
    var options = RenderOptions(width: 3)
    options.isRoundtrip = true
    #expect(render(Part.enclosed("f(", ["1"], ")", comment: "why"), options: options) == "f( // why\n  1,\n)")
  }

  @Test func nodesBelowAFoldedOneAreAbbreviated() {
    var options = RenderOptions(width: 100, maximumDepth: 0)
    let value: Any = [[1, [2, [3]]], 4] as [Any]
    #expect(render(value, options: options) == "[[1, [2, [3]]], 4]")
    // A summary that is no shorter than what it stands for is of no use.
    options.abbreviationThreshold = 1
    #expect(render(value, options: options) == "[[1, [2, [3]]], 4]")
    let long: Any = [[1, [100, [200, 300], 400, 500]], 4] as [Any]
    #expect(render(long, options: options) == "[[<2 elements…>], 4]")
    options.abbreviationThreshold = 2
    #expect(render(long, options: options) == "[[1, [<4 elements…>]], 4]")
  }

  @Test func summariesCountWhatTheyStandFor() {
    struct Pair {
      var first = "the first of two"
      var second = "the second of two"
    }
    enum Shape { case circle(radius: String) }
    var options = RenderOptions(maximumDepth: 0)
    options.abbreviationThreshold = 1
    let long = "as long as it takes to be abbreviated"
    let values: [Any] = [
      Pair(), ["a": long], Set([long]), (long, long), Shape.circle(radius: long), Array(repeating: 1, count: 1_234),
    ]
    let summaries = [
      "Pair(<2 fields…>)", "[<1 item…>]", "Set([<1 element…>])", "(<2 elements…>)", "Shape.circle(<1 value…>)",
      "[<1,234 elements…>]",
    ]
    for (value, summary) in zip(values, summaries) { #expect(render([value], options: options) == "[\(summary)]") }
    #expect(PageFragment([Pair()], options: options).json.contains("2 fields"))
  }
}
