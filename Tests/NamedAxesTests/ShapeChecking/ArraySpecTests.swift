import NamedAxes
import Testing
import Treescope

@Suite struct ArraySpecTests {
  @Test func variablesHaveAColourOfTheirOwn() {
    let spec = ArraySpec([.size(1), .variable("rows")], named: ["batch": .variable("B"), "x": 2], dtype: .floating)
    #expect(render(spec) == "<ArraySpec floating(1, {rows} | batch:{B}, x:2)>")
    var options = RenderOptions(style: .ansi)
    options.colorDepth = .trueColor
    let text = render(spec, options: options)
    #expect(text.contains("\u{1B}[38;2;27;178;195;3m{rows}\u{1B}[0m"), "\(text)")
    #expect(text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == render(spec))
  }
}
