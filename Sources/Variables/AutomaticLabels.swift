internal import Synchronization

/// Calls a function in which state variables without a label get numbers from 0 on, instead of numbers of their own.
///
/// Labels are part of the structure of a tree, so a model that is built anew in every round of a loop then fits what
/// was compiled for the one before. Scopes may be nested; each begins with 0, also one with the group of another.
///
/// - Parameters:
///   - group: a name that becomes part of the labels, to tell those of several scopes apart.
///   - body: makes variables; tasks that it starts belong to the scope.
/// - Throws: what `body` throws.
public func withScopedStateVariableLabels<Result>(
  group: String? = nil, _ body: () throws -> Result
) rethrows -> Result {
  try LabelScope.$current.withValue(LabelScope(group)) { try body() }
}

/// Calls an asynchronous function in which state variables without a label get numbers from 0 on.
///
/// As the form for functions that do not wait.
///
/// - Throws: what `body` throws.
public func withScopedStateVariableLabels<Result>(
  isolation: isolated (any Actor)? = #isolation, group: String? = nil, _ body: () async throws -> Result
) async rethrows -> Result {
  try await LabelScope.$current.withValue(LabelScope(group)) { try await body() }
}

extension VariableLabel {
  /// The label of a variable that was given none: the next one of the scope, or a number that nothing else has.
  package static func next() -> VariableLabel {
    LabelScope.current?.next() ?? .automatic(numberCounter.add(1, ordering: .relaxed).newValue)
  }

  private static let numberCounter = Atomic<Int>(0)
}

/// The labels that variables get on this task.
private final class LabelScope: Sendable {
  @TaskLocal static var current: LabelScope?

  private let group: String?
  private let count = Atomic<Int>(0)

  init(_ group: String?) { self.group = group }

  func next() -> VariableLabel { .scoped(group: group, index: count.add(1, ordering: .relaxed).oldValue) }
}
