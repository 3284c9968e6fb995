public import Arrays
internal import Trees

/// A rule that turns gradients into the changes to make to parameters.
///
/// Transformations are values without state of their own: what one remembers from step to step is in an
/// ``OptimizerState``, a tree, so that whole training steps can be compiled with `jit`. Those of this module follow
/// optax in formulas, defaults and dtypes.
///
/// ```swift
/// let optimizer = adam(learningRate: 1e-3)
/// var state = try optimizer.initialState(for: parameters)
/// let (updates, next) = try optimizer.update(gradients, state, parameters)
/// parameters = try applyUpdates(parameters, updates)
/// state = next
/// ```
public protocol GradientTransformation: Sendable {
  /// How many trees like the parameters the transformation keeps from step to step.
  var momentCount: Int { get }

  /// The updates for one step, of the shapes of the gradients.
  ///
  /// - Parameters:
  ///   - gradients: the arrays of the gradients, in the order of their tree.
  ///   - moments: for each tree that is kept its arrays, zeros at first; to be replaced by those for the next step.
  ///   - step: which step this is, and the parameters before it.
  /// - Throws: errors of array operations. No value may be read: the step may be traced.
  func updates(for gradients: [NDArray], _ moments: inout [[NDArray]], at step: OptimizerStep) throws -> [NDArray]
}

/// What a transformation may know of the step that it works on.
public struct OptimizerStep: Sendable {
  /// How many steps were made before: `int32`, without axes.
  public let count: NDArray
  /// The number of this step, counted from one: `int32`, without axes.
  public let number: NDArray
  /// The arrays of the parameters, in the order of their tree.
  public let parameters: [NDArray]
}
