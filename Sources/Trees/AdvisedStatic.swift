/// A static value that knows what to do where two trees differ in it; errors about the difference then say it.
package protocol AdvisedStatic: Hashable, Sendable {
  /// How to make the trees alike where another one has a different value; `nil` where nothing is known.
  func advice(against other: Self) -> String?
}

extension AdvisedStatic {
  /// The advice against a value that may be of another type.
  func advice(againstAny other: any Hashable & Sendable) -> String? {
    (other as? Self).flatMap(advice(against:))
  }
}
