/// Something that took time before a function could run.
public struct CompileEvent: Sendable, CustomStringConvertible {
  /// What was done.
  public enum Step: String, Sendable {
    /// A function was called with symbols to record its operations.
    case trace
    /// A program was compiled.
    case compile
    /// A program that an earlier process had compiled was read from disk.
    case load
  }

  /// What was done.
  public var step: Step
  /// The transformation, or the operation when it runs on its own.
  public var function: String
  /// The number of operations in the program.
  public var equationCount: Int
  /// How long it took.
  public var duration: Duration
  /// For a function that was traced anew, how the call differs from the closest earlier one: a line for each difference.
  public var changes: [String]

  /// A line, and one for each change.
  public var description: String {
    let done =
      switch step {
      case .trace: "traced"
      case .compile: "compiled"
      case .load: "loaded from disk"
      }
    let milliseconds = (duration / .milliseconds(1) * 100).rounded() / 100
    let line = "\(function): \(done), \(equationCount) operation\(equationCount == 1 ? "" : "s"), \(milliseconds) ms"
    return ([line] + changes.map { "  \($0)" }).joined(separator: "\n")
  }
}

/// The log of traces and compilations.
enum CompileLog {
  @TaskLocal static var handler: (@Sendable (CompileEvent) -> Void)?

  private static let writesToStandardError = ProcessEnvironment.isOn("PENZAI_LOG_COMPILES")

  /// Takes note of a step that began at a moment and ends now.
  static func note(
    _ step: CompileEvent.Step, _ function: String, _ graph: Graph, since start: ContinuousClock.Instant,
    changes: [String] = []
  ) {
    guard handler != nil || writesToStandardError else { return }
    let event = CompileEvent(
      step: step, function: function, equationCount: graph.equations.count, duration: ContinuousClock.now - start,
      changes: changes)
    handler?(event)
    if writesToStandardError { DebugOutput.writeToStandardError("\(event)") }
  }
}

/// Tells a handler of everything that is traced by `jit`, compiled or loaded from disk during a call.
///
/// The environment variable `PENZAI_LOG_COMPILES=1` writes the same for a whole process on standard error.
///
/// - Throws: what the call throws.
public func withCompileLog<Result>(
  _ handler: @escaping @Sendable (CompileEvent) -> Void, _ body: () throws -> Result
) rethrows -> Result {
  try CompileLog.$handler.withValue(handler) { try body() }
}
