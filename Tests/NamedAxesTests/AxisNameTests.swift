import NamedAxes
import Testing

@Suite struct AxisNameTests {
  @Test func namesAreTheirBytes() {
    #expect(AxisName("a") == "a")
    #expect(AxisName("a") != "A")
    #expect(AxisName("\u{E9}") != AxisName("e\u{301}"))
    #expect(Set<AxisName>(["a", "a", "b"]).count == 2)
  }

  @Test func uniqueNamesEqualNothingElse() {
    let name = AxisName.unique("a")
    #expect(name == name)
    #expect(name != .unique("a"))
    #expect(name != "a")
    #expect(name.text == "a")
  }

  @Test func stringsStandBeforeUniqueNames() {
    let (first, second) = (AxisName.unique(), AxisName.unique())
    #expect([second, "b", first, "a"].sorted() == ["a", "b", first, second])
  }

  @Test func whatDoesNotShowIsEscaped() {
    #expect("\(AxisName("batch"))" == "batch")
    #expect("\(AxisName("a b"))" == "\"a b\"")
    #expect(!"\(AxisName("\u{202E}x"))".unicodeScalars.contains("\u{202E}"))
    #expect("\(AxisName.unique("a"))".hasPrefix("a#"))
  }
}
