import Testing
import Treescope

private struct Layer: TreescopeRepresentable {
  var size = 3
  var inner: [Any] = []

  func treescopePart(with renderer: PartRenderer) -> Part {
    renderer.constructor(Self.self, [.static("size", size), .child("inner", inner)])
  }
}

struct MarksTests {
  private let model: [Any] = [Layer(inner: Array(repeating: 7, count: 40)), Layer(size: 4, inner: [Layer(), 5])]

  private func marked(_ highlights: Highlight..., foldsRest: Bool = true) -> Marked {
    Marked(model, Marks(highlights, foldsRest: foldsRest))
  }

  @Test func whatLeadsToNoMarkIsFolded() {
    let mark = Highlight([.index(1), .field("inner"), .index(0)], note: "here")
    #expect(
      render(marked(mark), options: RenderOptions(width: 40)) == """
        [
          Layer(size: 3, inner: […]),
          Layer(
            size: 4,
            inner: [
              ▶ Layer(size: 3, inner: []), # here
              5,
            ],
          ),
        ]
        """)
    #expect(render(marked(mark, foldsRest: false), options: RenderOptions(width: 40)).contains("\n      7,\n"))
  }

  @Test func aMarkedValueOpensAsItFits() {
    let text = render(marked(Highlight([.index(0)])), options: RenderOptions(width: 40))
    #expect(text.contains("\n  ┃     7,\n"), "\(text)")
    #expect(text.contains("\n  Layer(size: 4, inner: […]),\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 40 })
  }

  @Test func linesOfANoteStandBelow() {
    let path: PartPath = [.index(1), .field("inner"), .index(1)]
    #expect(
      render(marked(Highlight(path, note: "the shape is wrong:\n  axis a: 3\n  axis b: 4", role: .error))).hasSuffix(
        """
              ▶ 5, # the shape is wrong:
              ┃ #   axis a: 3
              ┃ #   axis b: 4
            ],
          ),
        ]
        """))
    let whole = render(marked(Highlight([], note: "one\ntwo")), options: RenderOptions(width: 60))
    #expect(whole.hasPrefix("▶ [ # one\n┃ # two\n┃   Layer("), "\(whole)")
  }

  @Test func twoMarksOfOnePlaceAreOne() {
    let text = render(
      Marked([1], Marks([Highlight([.index(0)], note: "a"), Highlight([.index(0)], note: "b", role: .error)])),
      options: RenderOptions(style: .ansi))
    #expect(text.contains("\u{1B}[1;31m▶ "))
    #expect(text.contains("# a") && text.contains("# b"))
  }

  @Test func marksWithinMarksCountFromTheirOwnValue() {
    let inner = Marked([1, 2], Marks([Highlight([.index(1)], note: "inner")]))
    let text = render(Marked(["a": inner], Marks([Highlight([.index(1)], note: "lost\nfor good")])))
    #expect(
      text == """
        [
          "a": [
            1,
            ▶ 2, # inner
          ],
        ]
        # Not shown: [1] (lost)
        # for good
        """)
  }

  @Test func placesAreReplaced() {
    let hole = Part.text("<hole>", .abbreviation)
    let marks = Marks(replacements: [[.index(0)]: hole, [.index(1), .field("inner")]: hole], foldsRest: false)
    #expect(render(Marked(model, marks)) == "[<hole>, Layer(size: 4, inner: <hole>)]")
    #expect(render(Marked(3, Marks(replacements: [[]: hole]))) == "<hole>")
  }

  @Test func theMarksOfHostileNotesStayRemarks() {
    let text = render(Marked(1, Marks([Highlight([], note: "a\u{1B}[2J\r\n\u{202E}b\n\n")])))
    #expect(text == "▶ 1 # a\\u{1B}[2J\n┃ # \\u{202E}b")
  }

  @Test func pathsOfAMarkedValueStartAtTheValue() throws {
    let mark = Marks([Highlight([.index(0)])])
    #expect(PageFragment(Marked([1], mark)).json.contains(#""[0]""#))
    #expect(PageFragment(Marked([1], mark)).title == PageFragment([1]).title)
    #expect(PageFragment([Marked([1], mark)]).json.contains("null"))
  }

  /// A value that shows itself otherwise where it is all that is shown.
  private struct Report: TreescopeRootRepresentable {
    func treescopePart(with renderer: PartRenderer) -> Part { .text("<Report>") }
    func treescopeRootPart(with renderer: PartRenderer) -> Part { .text("the whole report") }
  }

  @Test func aValueByItselfMayLookOtherwise() {
    #expect(render(Report()) == "the whole report")
    #expect(render([Report()]) == "[<Report>]")
    #expect(PageFragment(Report()).json.contains("the whole report"))
    let renderer = PartRenderer()
    #expect(
      render(Part.inline([Report(), renderer.rootPart(of: Report())], with: renderer)) == "<Report>the whole report")
  }
}
