internal import FoundationEssentials
internal import Synchronization
internal import Treescope

/// The values that were shown, within bounds: the oldest leave first.
final class ShownValues: Sendable {
  /// A value that was shown.
  struct Entry: Sendable {
    /// Counts from one, and is never given again.
    let id: Int
    let date: Date
    let fragment: PageFragment
    let byteCount: Int

    /// The title as pages list it: short, without misleading characters.
    var title: String {
      let scalars = fragment.title.unicodeScalars
      let isLong = scalars.count > 200
      return escaped(String(String.UnicodeScalarView(scalars.prefix(200)))) + (isLong ? "…" : "")
    }
  }

  private struct State {
    var entries: [Entry] = []
    var byteCount = 0
    var lastID = 0
    var lastListener = 0
    var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    var isClosed = false
  }

  private let countLimit: Int
  private let byteLimit: Int
  private let state = Mutex(State())

  init(countLimit: Int, byteLimit: Int) {
    self.countLimit = countLimit
    self.byteLimit = byteLimit
  }

  /// All values, the oldest first.
  var entries: [Entry] { state.withLock { $0.entries } }

  /// The value of a number, if it is still there.
  subscript(id: Int) -> Entry? { state.withLock { $0.entries.first { $0.id == id } } }

  /// Adds a value, and gives its number.
  func add(_ fragment: PageFragment, byteCount: Int, date: Date = Date()) -> Int {
    change { state in
      state.lastID += 1
      state.entries.append(Entry(id: state.lastID, date: date, fragment: fragment, byteCount: byteCount))
      state.byteCount += byteCount
      // The newest stays, however large.
      while state.entries.count > max(countLimit, 1) || state.byteCount > byteLimit && state.entries.count > 1 {
        state.byteCount -= state.entries.removeFirst().byteCount
      }
      return state.lastID
    }
  }

  /// Forgets all values.
  func removeAll() {
    change { state in
      state.entries = []
      state.byteCount = 0
    }
  }

  /// Something to wait on for changes; it comes once at the beginning, and again after each change and each
  /// ``remindListeners()``.
  func changes() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let listener = state.withLock { state in
      state.lastListener += 1
      if !state.isClosed { state.listeners[state.lastListener] = continuation }
      return state.isClosed ? nil : state.lastListener
    }
    guard let listener else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.listeners[listener] = nil } }
    continuation.yield()
    return stream
  }

  /// How many wait for changes.
  var listenerCount: Int { state.withLock { $0.listeners.count } }

  /// Wakes all who wait, so that those whose reader has gone find out.
  func remindListeners() { change { _ in } }

  /// Ends all waiting for changes, now and from now on.
  func close() {
    let listeners = state.withLock { state in
      state.isClosed = true
      defer { state.listeners = [:] }
      return state.listeners
    }
    for listener in listeners.values { listener.finish() }
  }

  /// Listeners are woken outside of the lock, which their ends take, too.
  @discardableResult
  private func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
    let (result, listeners) = state.withLock { (body(&$0), $0.listeners) }
    for listener in listeners.values { listener.yield() }
    return result
  }
}
