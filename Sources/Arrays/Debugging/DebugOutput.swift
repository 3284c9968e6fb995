internal import Glibc
internal import Synchronization

/// Where ``debugPrint(_:_:)`` and the logs write: standard error, unless handlers are installed.
enum DebugOutput {
  private typealias Handler = @Sendable (String) -> Void
  private static let handlers = Mutex<(next: Int, installed: [Int: Handler])>((0, [:]))

  static func write(_ text: String) {
    let handlers = handlers.withLock { $0.installed.sorted { $0.key < $1.key }.map(\.value) }
    guard handlers.isEmpty else {
      for handler in handlers { handler(text) }
      return
    }
    writeToStandardError(text)
  }

  /// Writes a line to standard error.
  static func writeToStandardError(_ text: String) {
    var bytes = Array((text + "\n").utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      // A closed standard error is no reason to stop a computation.
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  static func install(_ handler: @escaping @Sendable (String) -> Void) -> Int {
    handlers.withLock { handlers in
      handlers.next += 1
      handlers.installed[handlers.next] = handler
      return handlers.next
    }
  }

  static func remove(_ number: Int) {
    handlers.withLock { $0.installed[number] = nil }
  }
}

/// Hands every text that ``debugPrint(_:_:)`` prints during a call to a handler, in place of standard error.
///
/// Programs print on threads of their own, so the handler gets the texts of the whole process, from any thread.
///
/// - Throws: what the call throws.
public func withDebugOutput<Result>(
  to handler: @escaping @Sendable (String) -> Void, _ body: () throws -> Result
) rethrows -> Result {
  let number = DebugOutput.install(handler)
  defer { DebugOutput.remove(number) }
  return try body()
}
