internal import Synchronization

/// A value that tasks may read and replace at the same time.
struct SharedValue<Value: Sendable>: ~Copyable {
  private let state: Mutex<(value: Value, replacementCount: Int)>

  init(_ value: Value) { state = Mutex((value, 0)) }

  /// The value now.
  func load() -> Value { state.withLock { $0.value } }

  /// Replaces the value.
  func store(_ value: Value) {
    state.withLock {
      $0.value = value
      $0.replacementCount += 1
    }
  }

  /// Replaces the value by what a function makes of it; the function is called again when the value was replaced
  /// meanwhile, and no lock is held while it runs.
  ///
  /// - Returns: the value before.
  func modify(_ change: (Value) throws -> Value) rethrows -> Value {
    while true {
      let before = state.withLock { $0 }
      let value = try change(before.value)
      let isDone = state.withLock { state in
        guard state.replacementCount == before.replacementCount else { return false }
        state = (value, before.replacementCount + 1)
        return true
      }
      if isDone { return before.value }
    }
  }
}
