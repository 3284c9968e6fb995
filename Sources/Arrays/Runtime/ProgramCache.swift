internal import Synchronization

/// Programs by key, the least recently used dropped when their sizes exceed a bound.
final class ProgramCache<Key: Hashable & Sendable>: Sendable {
  private let state: Mutex<State>
  private let byteLimit: Int

  private struct State {
    var entries: [Key: Entry] = [:]
    var byteCount = 0
    var clock = 0
  }

  private struct Entry {
    var program: Program
    var lastUse: Int
  }

  /// - Parameter byteLimit: the bound on the sizes of all programs together, in bytes.
  init(byteLimit: Int = 1 << 30) {
    self.byteLimit = byteLimit
    state = Mutex(State())
  }

  var count: Int { state.withLock { $0.entries.count } }
  var byteCount: Int { state.withLock { $0.byteCount } }

  /// The program under a key, if it is there.
  @inline(__always)
  func find(_ key: Key) -> Program? {
    state.withLock { state in
      guard let index = state.entries.index(forKey: key) else { return nil }
      state.clock += 1
      state.entries.values[index].lastUse = state.clock
      return state.entries.values[index].program
    }
  }

  /// The program under a key, made if it is not there; the lock is not held while it is made.
  func program(for key: Key, make: () throws -> Program) throws -> Program {
    if let found = find(key) { return found }
    let program = try make()
    state.withLock { state in
      state.clock += 1
      if let old = state.entries.updateValue(Entry(program: program, lastUse: state.clock), forKey: key) {
        state.byteCount -= old.program.byteCount
      }
      state.byteCount += program.byteCount
      if state.byteCount > byteLimit { Self.evict(from: &state, to: byteLimit * 3 / 4) }
    }
    return program
  }

  /// Drops the half of the programs that were not used for longest.
  func halve() {
    state.withLock { state in
      for (key, entry) in state.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }).prefix(
        state.entries.count / 2)
      {
        state.entries[key] = nil
        state.byteCount -= entry.program.byteCount
      }
    }
  }

  private static func evict(from state: inout State, to limit: Int) {
    for (key, entry) in state.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      // The newest stays even when it alone exceeds the bound.
      if state.byteCount <= limit || state.entries.count == 1 { return }
      state.entries[key] = nil
      state.byteCount -= entry.program.byteCount
    }
  }
}

/// The identity of a compiled graph: its structure, and which inputs give up their memory.
struct GraphKey: Hashable, Sendable {
  var graph: Graph
  var donated: [Int]
}

/// The identity of an operation run on its own: what it is, and the types of its operands.
struct EagerKey: Hashable, Sendable {
  let operation: any Operation
  let types: [ArrayType]

  static func == (left: EagerKey, right: EagerKey) -> Bool {
    left.types == right.types && left.operation.equals(right.operation)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(Swift.type(of: operation)))
    operation.hash(into: &hasher)
    for type in types {
      hasher.combine(type.dtype)
      for size in type.shape { hasher.combine(size) }
    }
  }
}
