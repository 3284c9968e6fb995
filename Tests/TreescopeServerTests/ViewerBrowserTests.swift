import BrowserSupport
import Foundation
import Testing

@testable import Treescope
@testable import TreescopeServer

@Suite(
  .serialized, .ownThread, .browserTurn, .served,
  .enabled(
    if: Browser.executable != nil,
    "no Chromium was found: install the package chromium, or name the program in CHROMIUM"))
struct ViewerBrowserTests {
  private let shownFrame = "document.querySelector('iframe')"

  private func titles(_ page: OpenPage) throws -> [String] {
    try page.value("[...document.querySelectorAll('ol .title')].map(each => each.textContent)") as? [String] ?? []
  }

  /// Waits until a value is shown and its page is ready.
  private func wait(_ page: OpenPage, for title: String) throws {
    try page.wait("document.querySelector('[aria-current=true] .title')?.textContent === \(literal(title))")
    try page.waitInFrame("document.documentElement.dataset.ready && document.title === \(literal(title))")
  }

  private func literal(_ text: String) -> String {
    String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
  }

  @Test func valuesAppearAndStay() async throws {
    let fixture = try ServerFixture.current
    let page = try OpenPage(address: fixture.server.page)
    try page.wait("document.querySelector('.state').textContent === 'live'")
    #expect(try page.isTrue("!document.querySelector('#empty').hidden && !\(shownFrame)"))
    try page.screenshot("viewer-empty")
    let weights = SampleGrid(rows: 24, columns: 60)
    try fixture.show(weights, title: "first")
    try wait(page, for: "first")
    try fixture.show([["a": 1, "b": 2], ["a": 3]], title: "second")
    try wait(page, for: "second")
    #expect(try titles(page) == ["second", "first"])
    #expect(try page.text("document.title") == "second - penzai view")
    try page.click("ol button", startingWith: "first")
    try wait(page, for: "first")
    try page.waitInFrame("document.querySelectorAll('canvas').length >= 1")
    try page.screenshot("viewer-first")
    #expect(try page.text("document.querySelector('#save').href") == fixture.server.page + "values/1/page")
    #expect(try page.offences() == [])
    let again = try OpenPage(address: fixture.server.page + "#1")
    try wait(again, for: "first")
    #expect(try again.offences() == [])
  }

  @Test func aHeldValueStays() async throws {
    let fixture = try ServerFixture.current
    let page = try OpenPage(address: fixture.server.page)
    try fixture.show(1, title: "one")
    try wait(page, for: "one")
    try page.click("#hold")
    try fixture.show(2, title: "two")
    try page.wait("document.querySelectorAll('ol li').length === 2")
    #expect(try page.text("document.querySelector('.new .title').textContent") == "two")
    #expect(try page.text("document.querySelector('[aria-current=true] .title').textContent") == "one")
    try page.click("#hold")
    try wait(page, for: "two")
    #expect(try page.isTrue("!document.querySelector('.new')"))
    try page.value("document.querySelector('[aria-current=true]').focus()")
    try page.press("ArrowDown")
    try wait(page, for: "one")
    try page.press("ArrowUp")
    try wait(page, for: "two")
    #expect(try page.offences() == [])
  }

  @Test func clearingIsAskedForTwice() async throws {
    let fixture = try ServerFixture.current
    let page = try OpenPage(address: fixture.server.page)
    try fixture.show(1, title: "one")
    try wait(page, for: "one")
    try page.click("#clear")
    #expect(try page.text("document.querySelector('#clear').textContent") == "really?")
    #expect(fixture.server.values.entries.count == 1)
    try page.click("#clear")
    try page.wait("document.querySelectorAll('ol li').length === 0 && !\(shownFrame)")
    #expect(fixture.server.values.entries.isEmpty)
    try fixture.show(2, title: "two")
    try wait(page, for: "two")
    #expect(try page.offences() == [])
  }

  @Test func hostileTitlesAndValuesStayText() async throws {
    let fixture = try ServerFixture.current
    let page = try OpenPage(address: fixture.server.page)
    let hostile = [
      "</script><script>parent.attacked = 1</script>", "<img src=x onerror=parent.attacked=1>", "\"'`&amp;",
      "a\u{2028}b\u{2029}c\n\ndata: []\n\n", "nul\u{0}", "\u{202E}drawkcab", "\u{1B}[31mred",
      "a" + String(repeating: "\u{301}", count: 10_000),
    ]
    for text in hostile {
      try fixture.show([text: text], title: text)
      let title = ShownValues.Entry(
        id: 1, date: Date(), fragment: PageFragment(1, title: text), byteCount: 1
      ).title
      try page.wait("document.querySelector('[aria-current=true] .title')?.textContent === \(literal(title))")
      try page.waitInFrame("document.documentElement.dataset.ready")
    }
    #expect(try page.isTrue("window.attacked === undefined && !document.querySelector('img')"))
    #expect(try page.number("document.querySelectorAll('ol li').length") == Double(hostile.count))
    try page.screenshot("viewer-hostile")
    #expect(try page.offences() == [])
  }

  @Test func aShownPageReachesNothing() async throws {
    let fixture = try ServerFixture.current
    let page = try OpenPage(address: fixture.server.page)
    try fixture.show(1, title: "one")
    try fixture.show(2, title: "two")
    try wait(page, for: "two")
    for expression in [
      "parent.document.title", "localStorage.length", "document.cookie", "frameElement.src",
      "fetch('../1/').then(answer => answer.text())", "fetch('\(fixture.server.page)events')",
      "fetch('http://127.0.0.1:\(fixture.server.address.port)/values', {method: 'POST'})",
      "new Worker('x.js').postMessage(1)", "indexedDB.open('x').transaction",
    ] {
      let reached = try page.frameValue(
        "(async () => { try { await (\(expression)); return true } catch { return false } })()")
      #expect(reached as? Bool == false, "\(expression)")
    }
    #expect(try page.frameValue("origin") as? String == "null")
    // A script that is put into the page does not run, nor an image load, nor a foreign page.
    _ = try page.frameValue(
      """
      (() => { const add = (tag, rest) => document.body.append(Object.assign(document.createElement(tag), rest));
      add('script', {textContent: 'window.attacked = 1'}); add('img', {src: '/x.png'});
      add('iframe', {src: 'http://127.0.0.1:1/'}); })()
      """)
    #expect(try page.frameValue("window.attacked === undefined") as? Bool == true)
    let offences = try page.offences()
    #expect(offences.count >= 3)
    #expect(offences.filter { !$0.contains("Content Security Policy") } == [])
    // Nor may it take itself elsewhere: the page around it frames its own server only.
    _ = try page.frameValue("void (location = 'http://127.0.0.1:1/?secret')")
    #expect(try page.offences().allSatisfy { !$0.hasPrefix("request: http://127.0.0.1:1/") })
  }
}

/// A picture without an array engine.
private struct SampleGrid: RenderableArray, TreescopeRepresentable {
  var rows: Int
  var columns: Int

  var arrayTypeName: String { "NDArray" }
  var renderedAxes: [RenderedAxis] { [.init(position: 0, size: rows), .init(position: 1, size: columns)] }
  var elementTypeName: String { "float32" }
  var elementKind: ElementKind { .floating }

  func values(at places: [[Int]]) throws -> [Double] {
    places[0].flatMap { row in places[1].map { column in Double(row * column % 17) - 8 } }
  }

  func treescopePart(with renderer: PartRenderer) throws -> Part {
    renderer.array(self, line: "<NDArray float32(\(rows), \(columns))>", short: "<NDArray>")
  }
}
