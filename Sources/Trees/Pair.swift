/// Two trees as one: a tuple that can be a tree.
public struct Pair<First: PyTree, Second: PyTree>: PyTree {
  /// The first tree.
  public var first: First
  /// The second tree.
  public var second: Second

  /// A pair of two trees.
  public init(_ first: First, _ second: Second) {
    self.first = first
    self.second = second
  }

  /// Presents both trees to the walker.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("first", &first)
    try walker.child("second", &second)
  }
}

extension Pair: Sendable where First: Sendable, Second: Sendable {}
extension Pair: Equatable where First: Equatable, Second: Equatable {}
extension Pair: Hashable where First: Hashable, Second: Hashable {}
