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
    options.abbreviationThreshold = 1
    #expect(render(value, options: options) == "[[…], 4]")
    options.abbreviationThreshold = 2
    #expect(render(value, options: options) == "[[1, […]], 4]")
  }
}
