internal import Dispatch
public import Testing

/// Lets tests of all suites have the browser one after the other: it draws only the page in front.
///
/// To be given after ``OwnThread``, whose thread waits for the turn.
public struct BrowserTurn: SuiteTrait, TestTrait, TestScoping {
  private static let turn = DispatchSemaphore(value: 1)

  /// Every test of a suite takes a turn.
  public var isRecursive: Bool { true }

  /// Runs a test when the browser is free.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    Self.take()
    defer { Self.turn.signal() }
    try await function()
  }

  private static func take() { turn.wait() }
}

extension Trait where Self == BrowserTurn {
  /// Lets tests have the browser one after the other.
  public static var browserTurn: BrowserTurn { BrowserTurn() }
}
