internal import Synchronization

/// How many programs this process compiled and how many it loaded from disk.
public struct CompileCounter: Sendable {
  /// Programs compiled since the process began.
  public static var compiledPrograms: Int { compiled.value }
  /// Programs loaded from the disk cache since the process began.
  public static var loadedPrograms: Int { loaded.value }

  static let compiled = Counter()
  static let loaded = Counter()

  final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .relaxed) }
    func add() { count.add(1, ordering: .relaxed) }
  }
}
