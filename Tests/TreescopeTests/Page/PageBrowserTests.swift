import BrowserSupport
import Foundation
import Testing

@testable import Treescope

private struct Linear: TreescopeRepresentable {
  var weights: Any
  var name = "ffn"

  func treescopePart(with renderer: PartRenderer) -> Part {
    renderer.constructor(
      Self.self, [.child("weights", weights), .static("name", name)], color: .rgb(0xEB, 0xA8, 0x75), comment: "Layer")
  }
}

private final class Weights {
  var size = 3
}

@Suite(
  .serialized, .ownThread, .browserTurn,
  .enabled(
    if: Browser.executable != nil,
    "no Chromium was found: install the package chromium, or name the program in CHROMIUM"))
struct PageBrowserTests {
  private var model: [String: Any] {
    ["first": Linear(weights: Array(0..<60)), "second": [Linear(weights: [1, 2]), Linear(weights: "w")]]
  }

  @Test func whatFitsIsOpenAndTheRestIsFolded() throws {
    let page = try OpenPage(model, options: RenderOptions(width: 60))
    #expect(try page.visibleText().hasPrefix("[\n\"first\": Linear( # Layer\nweights: […],\nname: \"ffn\",\n),"))
    #expect(try page.visibleText().contains(#"Linear(weights: [1, 2], name: "ffn"),"#))
    try page.screenshot("model")
    #expect(try page.offences() == [])
  }

  @Test func aClickOpensAndFolds() throws {
    let page = try OpenPage(model, options: RenderOptions(width: 60))
    #expect(try page.number("document.querySelectorAll('.item').length") < 20, "folded children have no elements")
    try page.click(".node.folded", startingWith: "▸[…")
    #expect(try page.visibleText().contains("weights: [\n0,\n1,\n2,\n"))
    #expect(try page.number("document.querySelectorAll('.item').length") > 60)
    try page.click(".fold", startingWith: "[")
    #expect(try page.visibleText().hasPrefix("[\"first\": "), "the outermost bracket folds everything")
    try page.click(".node.folded")
    #expect(try page.visibleText().contains("\n59,\n"), "what was open inside is open again")
    #expect(try page.offences() == [])
  }

  @Test func pathsAreCopiedAsKeyPaths() throws {
    let page = try OpenPage(["a b": [Linear(weights: Array(0..<60))]])
    try page.send(
      "Browser.grantPermissions", ["permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]])
    try page.hover(".r-s", startingWith: "name")
    try page.click("button.copy[title*='.name']")
    try page.wait("document.querySelector('button.copy.said')")
    #expect(try page.text("navigator.clipboard.readText()") == #"\.["a b"]?[0].name"#)
    #expect(try page.text("document.querySelector('button.copy.said').textContent") == "copied")
    try page.value("document.querySelector('.head').focus()")
    try page.press("c")
    try page.wait("document.querySelector('button.copy.said')")
    #expect(try page.text("navigator.clipboard.readText()") == #"\.self"#)
    #expect(try page.offences() == [])
  }

  @Test func searchFindsWhatIsFolded() throws {
    var levels: Any = ["needle": 42]
    for level in 0..<6 { levels = [levels, Array(repeating: level, count: 40)] as [Any] }
    let page = try OpenPage(levels, options: RenderOptions(width: 40, maximumHeight: 10))
    #expect(try !page.visibleText().contains("needle"))
    try page.press("/")
    try page.type("NEEDLE")
    try page.press("Enter")
    #expect(try page.visibleText().contains(#""needle": 42"#))
    #expect(try page.text("document.querySelector('.count').textContent") == "1 of 1")
    #expect(try page.text("document.querySelector('.flash').textContent").contains("42"))
    try page.screenshot("search")
    try page.press("Escape")
    try page.press("/")
    try page.type("nowhere at all")
    try page.press("Enter")
    #expect(try page.text("document.querySelector('.count').textContent") == "nothing found")
    #expect(try page.offences() == [])
  }

  @Test func searchFindsPathsAndTypes() throws {
    let page = try OpenPage(model)
    for (query, count) in [("linear(", 3), ("[\"second\"]?[1]", 1), (".weights", 3), ("ffn", 3)] {
      try page.value("searchText = document.querySelector('.search'); searchText.value = ''; searchText.focus()")
      try page.type(query)
      try page.press("Enter")
      #expect(try page.text("document.querySelector('.count').textContent") == "1 of \(count)", "\(query)")
    }
    try page.press("Enter")
    #expect(try page.text("document.querySelector('.count').textContent") == "2 of 3")
    try page.press("Enter", shift: true)
    #expect(try page.text("document.querySelector('.count').textContent") == "1 of 3")
  }

  @Test func keysMoveAndFold() throws {
    let page = try OpenPage(model, options: RenderOptions(width: 60))
    try page.value("document.querySelector('.head').focus()")
    let focused = "document.activeElement.textContent"
    try page.press("ArrowDown")
    #expect(try page.text(focused).hasPrefix("Linear("))
    try page.press("ArrowLeft")
    #expect(try page.text(focused).hasPrefix("▸Linear("))
    #expect(try page.text("document.activeElement.getAttribute('aria-expanded')") == "false")
    try page.press("ArrowRight")
    #expect(try page.text("document.activeElement.getAttribute('aria-expanded')") == "true")
    try page.press("ArrowRight")
    #expect(try page.text(focused).hasPrefix("▸[…"), "to the first node inside")
    try page.press("Enter")
    #expect(try page.visibleText().contains("\n59,\n"))
    try page.press("ArrowLeft")
    try page.press("ArrowLeft")
    #expect(try page.text(focused).hasPrefix("Linear("), "to the node around")
    #expect(try page.offences() == [])
  }

  @Test func theSourceFormNamesModules() throws {
    let page = try OpenPage(model)
    #expect(try !page.visibleText().contains("TreescopeTests."))
    try page.press("r")
    #expect(try page.visibleText().contains("TreescopeTests.Linear("))
    try page.press("r")
    #expect(try !page.visibleText().contains("TreescopeTests."))
  }

  @Test func lightAndDark() throws {
    let page = try OpenPage(["array": SampleArray([6, 8]) { Double($0[0] - $0[1]) }, "model": model] as [String: Any])
    let ground = "getComputedStyle(document.body).backgroundColor"
    try page.setDark(false)
    #expect(try page.text(ground) == "rgb(255, 255, 255)")
    try page.setDark(true)
    #expect(try page.text(ground) == "rgb(21, 24, 28)")
    try page.screenshot("dark")
    try page.click("header button", startingWith: "◐")
    #expect(try page.text(ground) == "rgb(255, 255, 255)", "the reader's choice counts more than the system's")
    try page.click("header button", startingWith: "☀")
    #expect(try page.text("document.documentElement.dataset.theme") == "dark")
  }

  @Test func elementsShowTheirValuesUnderThePointer() throws {
    let array = SampleArray(named: [("batch", 3), ("features", 4)]) { Double($0[0]) + Double($0[1]) / 8 }
    let page = try OpenPage(array)
    try page.wait("document.querySelector('.frame canvas')")
    let box = "document.querySelector('.frame canvas').getBoundingClientRect()"
    // Batches lie along the height, features along the width; squares have seven pixels.
    let (left, top) = (try page.number("\(box).left"), try page.number("\(box).top"))
    #expect(try page.number("\(box).width") == 28)
    try page.hover(x: left + 3.5 * 7, y: top + 1.5 * 7)
    #expect(
      try page.text("document.querySelector('.tip').textContent")
        == "sampleArray[[\"batch\": 1, \"features\": 3]]\n  = 1.375")
    #expect(try page.isTrue("!document.querySelector('.tip').hidden"))
    try page.hover(x: 2, y: 790)
    #expect(try page.isTrue("document.querySelector('.tip').hidden"))
    try page.click(".frame canvas")
    #expect(try page.text("document.querySelector('.clicked').textContent").hasPrefix("Clicked: sampleArray[["))
    #expect(try page.text("document.querySelector('.info').textContent").contains("spread around"))
    #expect(try page.offences() == [])
  }

  @Test func slidersAndZoomChangeThePicture() throws {
    let picture = ArrayPicture {
      $0.sliders = [0]; $0.isContinuous = true; $0.isAroundZero = false
    }
    let page = try OpenPage(try renderArray(SampleArray([5, 4, 4], .integer) { Double($0[0]) }, picture))
    try page.wait("document.querySelector('.frame canvas')")
    let color = "[...document.querySelector('.frame canvas').getContext('2d').getImageData(2, 2, 1, 1).data].join()"
    #expect(try page.text(color) == "68,1,84,255", "the first color of the map")
    try page.value(
      """
      const range = document.querySelector('.slider input'); range.value = 4;
      range.dispatchEvent(new Event('input'))
      """)
    #expect(try page.text(color) == "253,231,37,255", "the last one")
    try page.value(
      "zoom = document.querySelector('.tools input'); zoom.value = 21; zoom.dispatchEvent(new Event('input'))")
    #expect(try page.number("document.querySelector('.frame canvas').clientWidth") == 84)
  }

  @Test func fiveThousandNodes() throws {
    let tree = (0..<50).map { row in (0..<100).map { column in [row, column] } }
    let page = try OpenPage(tree)
    #expect(try page.number("document.querySelectorAll('.item').length") < 200, "only what is visible has elements")
    try page.click("header button", startingWith: "open all")
    #expect(try page.number("document.querySelectorAll('.head').length") == 5_051)
    try page.click("header button", startingWith: "fold all")
    #expect(try page.number("document.querySelectorAll('.head').length") == 1)
    #expect(try page.offences() == [])
  }

  @Test func anOpenPageTakesMoreValues() throws {
    let page = try OpenPage(html: Page(title: "Live", companionScript: "window.hasCompanion = true").html)
    #expect(try page.isTrue("window.hasCompanion"))
    for number in 1...3 {
      try page.value("section = treescope.add(\(PageFragment([number, number], title: "value \(number)").json)), 0")
    }
    #expect(try page.visibleText() == "[1, 1]\n[2, 2]\n[3, 3]")
    #expect(
      try page.text("[...document.querySelectorAll('h2')].map(each => each.textContent).join()")
        == "value 1,value 2,value 3")
    try page.value("treescope.remove(section)")
    #expect(try page.visibleText() == "[1, 1]\n[2, 2]")
    #expect(try page.offences() == [])
  }

  @Test func depthAndAbbreviationBoundWhatIsOpen() throws {
    let rows = (0..<6).map { row in Array(row * 1_000..<row * 1_000 + 30) }
    let shallow = try OpenPage(rows, options: RenderOptions(width: 60, maximumDepth: 1))
    #expect(try shallow.visibleText() == "[\n[…],\n[…],\n[…],\n[…],\n[…],\n[…],\n]")
    var options = RenderOptions(maximumDepth: 0)
    options.abbreviationThreshold = 1
    #expect(try OpenPage([Array(1...9), [3]], options: options).visibleText() == "[[<9 elements…>], [3]]")
  }

  @Test func maskedAndLeftOutElementsAreDots() throws {
    let mask = SampleArray([3], .boolean) { $0[0] == 1 ? 0 : 1 }
    let page = try OpenPage(
      try renderArray(
        SampleArray([3]) { Double($0[0]) },
        ArrayPicture {
          $0.validMask = mask; $0.pixelsPerCell = 14
        }))
    try page.wait("document.querySelector('.frame canvas')")
    let pixel = "[...document.querySelector('.frame canvas').getContext('2d').getImageData(1, 15, 1, 1).data].join()"
    let across = "[...document.querySelector('.frame canvas').getContext('2d').getImageData(15, 1, 1, 1).data].join()"
    #expect(try [page.text(pixel), page.text(across)].contains("138,138,138,255"))
    try page.screenshot("masked")
  }

  @Test func longLinesShowNoMoreThanFits() throws {
    let rows: Any = ["head": 1, "rows": (0..<60).map { row in (0..<90).map { [row, $0] } }] as [String: Any]
    let page = try OpenPage(rows, options: RenderOptions(width: 60))
    // The only node to be opened may exceed the height; what is inside is folded.
    #expect(try page.number("document.querySelectorAll('.item').length") == 62)
    #expect(try page.number("document.querySelectorAll('*').length") < 800)
    #expect(try page.visibleText().split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test func openingEverythingIsBounded() throws {
    var options = RenderOptions()
    options.elementLimit = 1_000
    let page = try OpenPage((0..<1_000).map { row in Array(row..<row + 80) }, options: options)
    try page.click("header button", startingWith: "open all")
    #expect(try 10_000..<31_001 ~= Int(page.number("document.querySelectorAll('.item').length")))
  }

  @Test func hostileTextStaysText() throws {
    let hostile = [
      "</script><script>window.attacked = 1</script>", "<img src=x onerror='window.attacked = 1'>", "\"'`&amp;",
      "a\u{2028}b\u{2029}c", "nul\u{0}", "\u{202E}drawkcab", "\u{1B}[31mred", "\u{301}mark", "]]>--><!--",
    ]
    let fields: [String: Any] = Dictionary(uniqueKeysWithValues: hostile.map { ($0, $0) })
    let array = SampleArray(named: [(hostile[0], 2), (hostile[1], 2)]) { _ in 1 }
    let parts: [Any] = [
      fields, array, try renderTokens(hostile, coloredBy: hostile.map { _ in 0.5 }),
      try renderAttention(SampleArray([1, 9, 9]) { _ in 0.1 }, tokens: hostile, headNames: [hostile[1]]),
      Part.text("x").styled(PartStyle(tooltip: hostile[0])), Part.digitBox(1, label: hostile[1]),
      Part.text("y").highlighted(hostile[0]), Part.text("z").annotated(hostile[1]),
    ]
    let page = try OpenPage(html: renderPage(parts, title: hostile[0]))
    try page.click("header button", startingWith: "open all")
    try page.wait("document.querySelector('.token')")
    #expect(try page.isTrue("window.attacked === undefined"))
    #expect(try page.text("document.title") == hostile[0])
    let text = try page.visibleText()
    for shown in ["</script><script>window.attacked = 1</script>", #"nul\0"#, #"\u{202E}drawkcab"#, #"\u{1B}[31mred"#] {
      #expect(text.contains(shown))
    }
    #expect(try page.number("document.querySelectorAll('img').length") == 0)
    #expect(try page.offences() == [])
  }

  @Test func repeatedObjectsAndErrorsAreMarked() throws {
    let shared = Weights()
    let page = try OpenPage([shared, shared], options: RenderOptions(width: 30))
    #expect(try page.visibleText().components(separatedBy: "# Repeated object 1").count == 3)
    try page.click(".repeated")
    #expect(try page.isTrue("document.querySelectorAll('.item')[0] !== document.querySelector('.flash')"))
  }

  @Test func everyKindOfFigureDraws() throws {
    let specials: [Double] = [.nan, .infinity, -.infinity, 0.1, -0.2, 3, -9, 0.5]
    let tokens = ["The", " cat", " sat", "\n"]
    let sharding = ArraySharding(
      platform: "CPU",
      shards: [.init(devices: [0, 2], ranges: [0..<2, 0..<8]), .init(devices: [1], ranges: [2..<4, 0..<8])])
    var sharded = SampleArray([4, 8]) { _ in 0 }
    sharded.sharding = sharding
    let values: [Part] = [
      try renderArray(SampleArray([12, 20], .integer) { Double($0[0] * 20 + $0[1] - 40) }),
      try renderArray(
        SampleArray([3, 8]) { specials[($0[0] + $0[1]) % 8] },
        ArrayPicture {
          $0.maximum = 2; $0.pixelsPerCell = 21
        }),
      try renderArray(SampleArray([4, 5, 6, 7]) { Double($0[3] - $0[2]) + Double($0[0] * $0[1]) / 3 }),
      try renderArray(
        SampleArray([300, 900]) { Double($0[0] % 17 - $0[1] % 13) }, ArrayPicture { $0.truncates = true }),
      try renderSharding(of: sharded),
      .sideBySide([Part.digitBox(1_234_567, label: "seven"), Part.digitBox(-42), Part.digitBox(12_345_678)]),
      try renderTokens(tokens, coloredBy: [0.1, -0.5, 1, .nan]),
      try renderAttention(SampleArray([3, 4, 4]) { $0[2] > $0[1] ? 0 : 1 / Double($0[1] + 1) }, tokens: tokens),
      try renderLogits(
        SampleArray([4, 30]) { Double(($0[0] * 31 + $0[1] * 17) % 23) / 3 }, tokens: tokens,
        vocabulary: (0..<30).map { " w\($0)" }),
      Part.inline(["some ", Part.text("bold").bold(), " and ", Part.text("big").scaled(1.6), [1, 2]]).boxed(),
    ]
    let page = try OpenPage(
      html: Page(title: "Figures", fragments: values.map { PageFragment($0, title: "figure") }).html, height: 2600)
    try page.wait("document.querySelectorAll('canvas').length >= 16")
    let blank = """
      [...document.querySelectorAll('canvas')].filter(canvas => !canvas.getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte)).length
      """
    #expect(try page.number(blank) == 0)
    try page.hover(".heads canvas")
    #expect(try page.text("document.querySelector('.tip').textContent").hasPrefix("head 0\n"))
    try page.screenshot("figures")
    #expect(try page.offences() == [])
  }
}
