import Arrays
import Optimizers
import Trees

/// What one training step gives, as a tree, so that `jit` can return it.
struct Step: PyTree {
  var updates: [String: NDArray]
  var state: OptimizerState<[String: NDArray]>
  var parameters: [String: NDArray]

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("updates", &updates)
    try walker.child("state", &state)
    try walker.child("parameters", &parameters)
  }
}
