/// A failure that a plugin reports, or that is certain before asking it.
public struct PJRTError: Error, Hashable, Sendable {
  /// The kind of failure, numbered as Abseil's status codes.
  public enum Code: Int, Hashable, Sendable, CaseIterable {
    /// The operation was cancelled.
    case cancelled = 1
    /// Nothing more is known, or the plugin gave a code that this package does not know.
    case unknown = 2
    /// An argument is wrong whatever the state of the system.
    case invalidArgument = 3
    /// The operation took too long.
    case deadlineExceeded = 4
    /// Something asked for does not exist.
    case notFound = 5
    /// Something to be made exists already.
    case alreadyExists = 6
    /// The caller may not do this.
    case permissionDenied = 7
    /// Memory or another resource is used up.
    case resourceExhausted = 8
    /// The system is not in the state that the operation needs.
    case failedPrecondition = 9
    /// The operation was given up, for example because another one conflicts.
    case aborted = 10
    /// A position lies outside the valid range.
    case outOfRange = 11
    /// The plugin does not support this.
    case unimplemented = 12
    /// The plugin broke one of its own rules.
    case `internal` = 13
    /// The service is not available at present.
    case unavailable = 14
    /// Data is lost or corrupt.
    case dataLoss = 15
    /// The caller is not known.
    case unauthenticated = 16
  }

  /// What kind of failure it is.
  public let code: Code

  /// The plugin's own text, whole.
  public let message: String

  /// What was being done, as in "compile a program".
  public let operation: String

  /// Describes a failure of `operation`, a phrase that completes "could not".
  public init(code: Code, message: String, operation: String) {
    self.code = code
    self.message = message
    self.operation = operation
  }
}

extension PJRTError: CustomStringConvertible {
  /// The operation, the code and the plugin's text.
  public var description: String {
    "Could not \(operation) (\(code)): \(message)"
  }
}
