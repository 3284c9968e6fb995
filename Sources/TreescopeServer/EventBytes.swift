internal import FlyingFox
internal import FlyingSocks
internal import FoundationEssentials

/// The list of values as server-sent events: whole at the beginning and after each change, so that a page that missed
/// some is up to date at the next.
struct EventBytes: AsyncBufferedSequence {
  typealias Element = UInt8

  let values: ShownValues

  func makeAsyncIterator() -> Iterator { Iterator(values: values, changes: values.changes().makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    let values: ShownValues
    var changes: AsyncStream<Void>.Iterator
    private var rest: ArraySlice<UInt8> = []
    private var last: [UInt8] = []

    init(values: ShownValues, changes: AsyncStream<Void>.Iterator) {
      (self.values, self.changes) = (values, changes)
    }

    mutating func next() async throws -> UInt8? {
      if rest.isEmpty { rest = try await nextBuffer(suggested: 0)?[...] ?? [] }
      return rest.popFirst()
    }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      guard await changes.next() != nil else { return nil }
      let event = try Array("retry: 1000\ndata: ".utf8) + EventBytes.list(values) + Array("\n\n".utf8)
      // Where nothing has changed, a comment shows whether the reader is still there.
      if event == last { return Array(":\n\n".utf8) }
      last = event
      return event
    }
  }

  /// What a page says of a value in its list.
  private struct Item: Encodable {
    var id: Int
    var title: String
    /// In milliseconds since 1970.
    var time: Int
    var size: Int
  }

  private static func list(_ values: ShownValues) throws -> [UInt8] {
    let items = values.entries.map { entry in
      Item(
        id: entry.id, title: entry.title, time: Int(entry.date.timeIntervalSince1970 * 1000), size: entry.byteCount)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return [UInt8](try encoder.encode(items))
  }
}
