import Foundation
import Testing

@testable import Treescope

struct PageTests {
  private func count(_ text: String, in page: String) -> Int { page.components(separatedBy: text).count - 1 }

  @Test func oneScriptAndOneStyleHoweverManyValues() throws {
    let fragments = (0..<5).map { PageFragment(SampleArray([4, 4]) { Double($0[0]) }, title: "array \($0)") }
    let page = Page(title: "arrays", fragments: fragments).html
    #expect(count("<style>", in: page) == 1)
    #expect(count("<script>", in: page) == 1)
    #expect(count(#"<script type="application/json" class="fragment">"#, in: page) == 5)
    #expect(count("class ArrayView", in: page) == 1)
  }

  @Test func thePolicyNamesTheScriptByItsHash() throws {
    let page = Page(title: "t")
    #expect(page.contentSecurityPolicy.hasPrefix("default-src 'none'; script-src 'sha256-"))
    #expect(!page.contentSecurityPolicy.contains("unsafe"))
    #expect(!page.contentSecurityPolicy.contains("connect-src"))
    let companion = Page(title: "t", companionScript: "treescope.add({root: 'x'})")
    #expect(companion.contentSecurityPolicy.contains("connect-src 'self'"))
    // Of the text that RFC 4634 takes for its examples.
    let digest = sha256("abc".utf8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let long = sha256(Array(repeating: UInt8(ascii: "a"), count: 1_000_000)).prefix(4)
    #expect(Array(long) == [0xcd, 0xc7, 0x6e, 0x5c])
  }

  @Test func nothingOfAValueEndsTheIsland() throws {
    let hostile = "</script><!--<script>\u{2028}\u{2029}\"\\&\u{0}\u{7F}\u{1B}[0m\u{202E}e\u{301}"
    let page = renderPage([hostile: hostile], title: hostile)
    let island = try #require(
      page.components(separatedBy: #"class="fragment">"#).last?.components(separatedBy: "</script>").first)
    for sign in ["<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}", "\u{1B}", "\u{202E}"] {
      #expect(!island.contains(sign))
    }
    #expect(try Island(json: island).strings.contains(stringLiteral(hostile)), "and nothing is lost")
    #expect(count("<script", in: page) == 2)
    #expect(page.contains("<title>&lt;/script&gt;&lt;!--"))
  }

  @Test func readersWithoutScriptsGetText() {
    let page = renderPage(["a": [1, 2], "b<": [3]], title: "x")
    #expect(page.contains("<noscript><h2>x</h2><pre>[&quot;a&quot;: [1, 2], &quot;b&lt;&quot;: [3]]</pre></noscript>"))
    #expect(htmlText("\na\n\n\"b'\n") == "\na\n\n&quot;b&#39;\n")
  }

  @Test func theThemeIsTheWriters() {
    #expect(renderPage(1).contains(#"data-theme="automatic""#))
    #expect(renderPage(1, theme: .dark).contains(#"data-theme="dark""#))
  }

  @Test func optionsReachThePage() throws {
    var options = RenderOptions(width: 60, maximumDepth: 2, maximumHeight: 12)
    (options.isRoundtrip, options.abbreviationThreshold) = (true, 1)
    options.highlights = [Highlight([.field("nowhere")], note: "lost")]
    let fragment = try Island([1], options: options).fragment
    #expect(fragment["width"] as? Int == 60)
    #expect(fragment["height"] as? Int == 12)
    #expect(fragment["depth"] as? Int == 2)
    #expect(fragment["abbreviate"] as? Int == 1)
    #expect(fragment["source"] as? Bool == true)
    #expect(fragment["title"] as? String == "t")
    #expect((fragment["notes"] as? [[String]])?.first == ["h", "Not shown: .nowhere (lost)"])
  }

  @Test func largeValuesStayBounded() throws {
    #expect(renderPage(Array(0..<1_000_000)).utf8.count < 120_000)
    var deep: Any = 1
    for _ in 0..<5_000 { deep = [deep] }
    let page = renderPage(deep)
    #expect(page.contains("…"))
    #expect(page.utf8.count < 200_000)
    let wide = renderPage(Dictionary(uniqueKeysWithValues: (0..<50_000).map { ($0, "\($0)") }))
    #expect(wide.contains("49,900 more elements"))
  }

  @Test func showWritesThePageWhereItIsTold() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "treescope-show-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let opener = folder.appending(path: "open it")
    let opened = folder.appending(path: "opened")
    try "#!/bin/sh\necho \"$1\" > '\(opened.path)'\n".write(to: opener, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: opener.path)
    let file = folder.appending(path: "it's a page.html").path
    let place = try show(
      [1, 2], title: "T", file: file, options: RenderOptions(), environment: ["BROWSER": opener.path])
    #expect(place == .file(file))
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("<title>T</title>"))
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: opened.path) { usleep(10_000) }
    #expect(try String(contentsOf: opened, encoding: .utf8) == file + "\n")
    let missing = folder.appending(path: "missing/page.html").path
    let error = #expect(throws: PageError.self) {
      try show(1, title: nil, file: missing, options: RenderOptions(), environment: [:])
    }
    #expect("\(try #require(error))".contains(missing))
  }

  @Test func thereIsNoBrowserWithoutAScreen() {
    func opener(_ environment: [String: String]) -> String? { BrowserOpener(environment: environment)?.program }
    #expect(opener(["PATH": "/usr/bin:/bin"]) == nil)
    #expect(opener(["PATH": "/usr/bin:/bin", "BROWSER": "sh:other"]) == "/usr/bin/sh")
    #expect(opener(["PATH": "/nowhere", "DISPLAY": ":0"]) == nil)
  }
}
