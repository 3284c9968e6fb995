import Testing

@testable import Treescope

struct LayoutTests {
  private let nested: [Any] = [[1, 2, 3], ["a", ["b", "c"]] as [Any], 4]

  @Test func whatFitsStaysOnOneLine() {
    #expect(render(nested, options: RenderOptions(width: 33)) == #"[[1, 2, 3], ["a", ["b", "c"]], 4]"#)
    #expect(render(nested, options: RenderOptions(width: 32)).hasPrefix("[\n  [1, 2, 3],\n"))
  }

  @Test func outerLevelsAreExpandedFirst() {
    #expect(
      render(nested, options: RenderOptions(width: 20)) == """
        [
          [1, 2, 3],
          ["a", ["b", "c"]],
          4,
        ]
        """)
    #expect(
      render(nested, options: RenderOptions(width: 19)) == """
        [
          [1, 2, 3],
          [
            "a",
            ["b", "c"],
          ],
          4,
        ]
        """)
  }

  @Test func indentationAndWhatFollowsCountAsWidth() {
    // Thirteen columns, with two before and a comma after.
    let row = [100, 200, 3]
    #expect(render([row, row], options: RenderOptions(width: 16)) == "[\n  [100, 200, 3],\n  [100, 200, 3],\n]")
    #expect(render([row, row], options: RenderOptions(width: 15)).hasPrefix("[\n  [\n    100,\n"))
    for width in 4...40 {
      let text = render([[row], row] as [Any], options: RenderOptions(width: width))
      let longest = text.split(separator: "\n").map(\.count).max() ?? 0
      #expect(longest <= max(width, 10))
    }
  }

  @Test func nodesBelowTheDepthAreFolded() {
    let value: [String: Any] = ["layers": [["weights": Array(0..<30)]], "name": "model"]
    #expect(render(value, options: RenderOptions(width: 40, maximumDepth: 0)) == #"["layers": […], "name": "model"]"#)
    #expect(
      render(value, options: RenderOptions(width: 30, maximumDepth: 1)) == """
        [
          "layers": [[…]],
          "name": "model",
        ]
        """)
    #expect(
      render(value, options: RenderOptions(width: 30, maximumDepth: 2)) == """
        [
          "layers": [
            ["weights": […]],
          ],
          "name": "model",
        ]
        """)
  }

  @Test func aFoldedNodeThatDoesNotFitShowsItsSummary() {
    #expect(render(["a long string", "another one"], options: RenderOptions(width: 12, maximumDepth: 0)) == "[…]")
  }

  @Test func theHeightIsKeptByFoldingInnerLevels() {
    let rows = (0..<4).map { row in Array(row * 1_000..<row * 1_000 + 10) }
    let options = RenderOptions(width: 30, maximumHeight: 20)
    #expect(
      render(rows, options: options) == """
        [
          [
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
          ],
          […],
          […],
          […],
        ]
        """)
    let folded = "[\n  […],\n  […],\n  […],\n  […],\n]"
    #expect(render(rows, options: RenderOptions(width: 30, maximumHeight: 6)) == folded)
    // An only child is opened although its lines exceed the height.
    #expect(render([rows], options: RenderOptions(width: 30, maximumHeight: 4)).split(separator: "\n").count == 8)
  }

  @Test func expandedAndCollapsedNodesStaySo() {
    let open = Part.enclosed("(", ["a"], ")", expansion: .expanded)
    let closed = Part.enclosed("(", ["a", "b"], ")", expansion: .collapsed)
    #expect(render(open) == "(\n  a,\n)")
    #expect(render(closed, options: RenderOptions(width: 6)) == "(a, b)")
    #expect(render(closed, options: RenderOptions(width: 5)) == "(…)")
  }

  @Test func detailsShowWhenANodeIsExpanded() {
    let array = Part.oneLine("<float32(2)>", details: ["0.5 1.5"])
    #expect(render(array) == "<float32(2)>")
    #expect(render(array, options: RenderOptions(width: 6)) == "<float32(2)>\n  0.5 1.5")
  }

  @Test func choicesFollowTheNodeAround() {
    let part = Part.enclosed("(", [.choice(collapsed: "short", expanded: "long form")], ")")
    #expect(render(part) == "(short)")
    #expect(render(part, options: RenderOptions(width: 5)) == "(\n  long form,\n)")
  }
}
