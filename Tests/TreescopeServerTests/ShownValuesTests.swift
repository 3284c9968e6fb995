import Testing

@testable import Treescope
@testable import TreescopeServer

struct ShownValuesTests {
  private func fragment(_ title: String) -> PageFragment { PageFragment(1, title: title) }

  @Test func theOldestLeave() {
    let values = ShownValues(countLimit: 3, byteLimit: 1_000)
    for number in 1...5 { #expect(values.add(fragment("\(number)"), byteCount: 1) == number) }
    #expect(values.entries.map(\.id) == [3, 4, 5])
    #expect(values[2] == nil && values[5]?.fragment.title == "5")
    _ = values.add(fragment("large"), byteCount: 998)
    #expect(values.entries.map(\.id) == [4, 5, 6], "three, and 1,000 bytes")
    _ = values.add(fragment("larger"), byteCount: 999)
    #expect(values.entries.map(\.id) == [7])
    _ = values.add(fragment("largest"), byteCount: 5_000)
    #expect(values.entries.map(\.id) == [8], "the newest stays, however large")
    values.removeAll()
    #expect(values.entries.isEmpty)
    #expect(values.add(fragment("next"), byteCount: 1) == 9, "no number is given twice")
  }

  @Test func titlesAreShortAndPlain() {
    let values = ShownValues(countLimit: 3, byteLimit: 1_000)
    let marks = "a" + String(repeating: "\u{301}", count: 10_000)
    for title in [marks, "\u{202E}</script>\u{1B}[31m\0\u{2028}"] { _ = values.add(fragment(title), byteCount: 1) }
    let titles = values.entries.map(\.title)
    #expect(titles[0].unicodeScalars.count < 2_000 && titles[0].hasSuffix("…"))
    #expect(titles[1] == #"\u{202E}</script>\u{1B}[31m\0\u{2028}"#)
  }

  @Test func listenersComeAndGo() async {
    let values = ShownValues(countLimit: 3, byteLimit: 1_000)
    do {
      var changes = values.changes().makeAsyncIterator()
      #expect(await changes.next() != nil, "once at the beginning")
      _ = values.add(fragment("a"), byteCount: 1)
      _ = values.add(fragment("b"), byteCount: 1)
      #expect(await changes.next() != nil)
      #expect(values.listenerCount == 1)
    }
    #expect(values.listenerCount == 0, "who does not wait any more is forgotten")
    var changes = values.changes().makeAsyncIterator()
    values.close()
    while await changes.next() != nil {}
    var late = values.changes().makeAsyncIterator()
    #expect(await late.next() == nil)
    #expect(values.listenerCount == 0)
  }

  @Test func eventsTellTheWholeList() async throws {
    let values = ShownValues(countLimit: 3, byteLimit: 1_000)
    var bytes = EventBytes(values: values).makeAsyncIterator()
    func event() async throws -> String {
      String(decoding: try await bytes.nextBuffer(suggested: 1) ?? [], as: UTF8.self)
    }
    #expect(try await event() == "retry: 1000\ndata: []\n\n")
    _ = values.add(fragment("a\n\ndata: b"), byteCount: 7)
    let second = try await event()
    #expect(second.hasPrefix("retry: 1000\ndata: [{") && second.hasSuffix("}]\n\n"))
    #expect(second.contains(#""title":"a\\n\\ndata: b""#) && second.contains(#""size":7"#), "one line, however many")
    values.remindListeners()
    #expect(try await event() == ":\n\n")
    values.close()
    #expect(try await bytes.next() == nil)
  }
}
