public import Arrays
public import Trees

/// What an optimizer remembers from step to step, as a tree that can pass through `jit` and be saved.
public struct OptimizerState<Tree: PyTree>: PyTree {
  /// How many steps were made: `int32`, without axes.
  public var count: NDArray
  /// Trees like the parameters: averages of gradients, in the order of the transformations that keep them.
  public var moments: [Tree]

  /// A state from its parts.
  public init(count: NDArray, moments: [Tree]) {
    self.count = count
    self.moments = moments
  }

  /// Presents the count and the moments.
  public mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("count", &count)
    try walker.child("moments", &moments)
  }
}

extension OptimizerState: Sendable where Tree: Sendable {}
