internal import Dispatch
public import Testing

/// Runs tests that block their thread on threads of their own, so that the tasks they wait for can go on.
public struct OwnThread: SuiteTrait, TestTrait, TestScoping {
  /// Every test of a suite has a thread.
  public var isRecursive: Bool { true }

  /// Runs a test on a thread of its own.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Threads()) { try await function() }
  }

  private final class Threads: TaskExecutor {
    private let queue = DispatchQueue(label: "OwnThread")

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }
}

extension Trait where Self == OwnThread {
  /// Runs tests that block their thread on threads of their own.
  public static var ownThread: OwnThread { OwnThread() }
}
