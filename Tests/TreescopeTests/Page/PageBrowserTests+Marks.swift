import BrowserSupport
import Foundation
import Testing
import Treescope

private struct Linear: TreescopeRepresentable {
  var weights: Any

  func treescopePart(with renderer: PartRenderer) -> Part {
    renderer.constructor(
      Self.self, [.child("weights", weights), .static("name", "ffn")], color: .rgb(0xEB, 0xA8, 0x75))
  }
}

private func markedModel() -> [String: Any] {
  ["first": Linear(weights: Array(0..<60)), "second": [Linear(weights: [1, 2]), Linear(weights: "w")]]
}

/// Boxes around places, and outlines.
extension PageBrowserTests {
  @Test func markedPlacesStandInBoxes() throws {
    let marks = Marks([
      Highlight([.entry("first")], note: "selected"),
      Highlight([.entry("second"), .index(1), .field("weights")], note: "no such axis:\n  axis a", role: .error),
    ])
    let page = try OpenPage(Marked(markedModel(), marks), options: RenderOptions(width: 60))
    #expect(try page.number("document.querySelectorAll('.boxed').length") == 2)
    let box = "document.querySelector('.boxed')"
    #expect(try page.text("\(box).textContent").contains(#""first": "#))
    #expect(try page.text("getComputedStyle(\(box)).borderTopStyle") == "solid")
    #expect(try page.number("\(box).getBoundingClientRect().height") > 60, "the box is around all lines")
    let note = "document.querySelector('.boxed.m-e .note')"
    #expect(try page.text("\(note).textContent") == "#   axis a")
    let colors = try ["\(box)", "document.querySelector('.boxed.m-e')"].map {
      try page.text("getComputedStyle(\($0)).borderTopColor")
    }
    #expect(colors[0] != colors[1])
    #expect(try page.visibleText().contains(#"Linear(weights: [1, 2], name: "ffn"),"#), "the rest is folded")
    #expect(try page.visibleText().contains("# selected"))
    try page.screenshot("marks")
    try page.click(".fold", startingWith: "Linear(")
    #expect(try page.number("document.querySelectorAll('.boxed').length") == 2, "a folded place keeps its box")
    try page.click(".fold", startingWith: "[")
    #expect(try page.number("document.querySelectorAll('.boxed').length") == 0)
    #expect(try page.offences() == [])
    let short = try OpenPage(Marked([7, 8], Marks([Highlight([.index(0)])])))
    try short.click(".fold", startingWith: "[")
    #expect(try short.text("document.querySelector('.marked').textContent") == "7")
    #expect(try short.text("getComputedStyle(document.querySelector('.marked')).outlineStyle") == "solid")
  }

  @Test func outlinesAreDrawnAroundATint() throws {
    let slot = Part.enclosed(
      "Slot(", ["1"], ")", role: .typeName, color: .outlined(.rgb(0, 0, 255), fill: .rgb(255, 0, 0)))
    let group = Part.enclosed(
      "Group(", [slot], ")", role: .typeName, color: .outlined(.rgb(0, 128, 0)), expansion: .expanded)
    let page = try OpenPage(group)
    #expect(try page.number("document.querySelectorAll('.outlined').length") == 2)
    #expect(
      try page.text("getComputedStyle(document.querySelector('.outlined .outlined')).getPropertyValue('--fill')")
        == "#ff0000")
    #expect(
      try page.text("getComputedStyle(document.querySelector('.outlined')).getPropertyValue('--fill')") == "#008000")
    #expect(try page.text("getComputedStyle(document.querySelector('.outlined > .r-t')).boxShadow").contains("inset"))
    #expect(try page.offences() == [])
  }
}
