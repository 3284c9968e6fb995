/// One step of a path through a tree: from a node to one of its children.
public enum TreeKey: Hashable, Sendable, ExpressibleByStringLiteral {
  /// A stored property, printed `.name`.
  case field(String)
  /// An element of an array, printed `[3]`.
  case index(Int)
  /// An entry of a dictionary under a string, printed `["name"]`.
  case entry(String)
  /// The value inside an optional, printed `?`.
  case unwrapped

  /// A field key from a literal: `"weights"`.
  @inlinable
  public init(stringLiteral value: String) {
    self = .field(value)
  }
}
