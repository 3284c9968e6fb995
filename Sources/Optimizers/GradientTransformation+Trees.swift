internal import Arrays
public import Trees
internal import Variables

extension GradientTransformation {
  /// The state before the first step: no steps made, all moments zero.
  ///
  /// - Parameter parameters: a tree whose arrays are floating point numbers: frozen parameters, a dictionary, an array.
  /// - Throws: ``OptimizerError/variable(path:name:)``, ``OptimizerError/notFloating(path:dtype:)`` or
  ///   ``OptimizerError/noArrays(type:)`` for a tree that cannot be trained.
  public func initialState<Tree: PyTree>(for parameters: Tree) throws -> OptimizerState<Tree> {
    try requireTrainable(parameters)
    let zeros = try parameters.mapLeaves(of: NDArray.self) { try NDArray.zeros($0.shape, dtype: $0.dtype) }
    return OptimizerState(
      count: try NDArray.zeros([], dtype: .int32), moments: Array(repeating: zeros, count: momentCount))
  }

  /// One step: the changes to make to the parameters, and the state for the next step.
  ///
  /// Nothing is read on the host, so that it may be called inside `jit`. Moments keep their dtypes.
  ///
  /// - Parameters:
  ///   - gradients: a tree of the structure of the parameters, with arrays of the same shapes.
  ///   - state: what ``initialState(for:)`` or the step before gave.
  ///   - parameters: the parameters before the step.
  /// - Throws: ``OptimizerError/structure(path:difference:)`` or ``OptimizerError/shape(path:expected:found:)`` when
  ///   gradients and parameters do not match, ``OptimizerError/foreignState(problem:)`` for a state of another optimizer
  ///   or other parameters.
  public func update<Tree: PyTree>(
    _ gradients: Tree, _ state: OptimizerState<Tree>, _ parameters: Tree
  ) throws -> (updates: Tree, state: OptimizerState<Tree>) {
    try requireMatch(gradients, parameters)
    guard state.moments.count == momentCount else {
      throw OptimizerError.foreignState(
        problem: "it holds \(state.moments.count) moments, this optimizer keeps \(momentCount)")
    }
    let structure = try parameters.structure()
    let current = try parameters.leaves(of: NDArray.self)
    let kept = try state.moments.map { moment in
      let arrays = try moment.leaves(of: NDArray.self)
      guard try moment.structure() == structure, arrays.map(\.shape) == current.map(\.shape) else {
        throw OptimizerError.foreignState(problem: "its moments are not like the parameters")
      }
      return arrays
    }
    // Beyond the greatest count the corrections for the start have long become one.
    let number = try state.count.minimum(NDArray(Int(Int32.max) - 1)) + 1
    let step = OptimizerStep(count: state.count, number: number, parameters: current)
    var moments = kept
    let updates = try updates(for: gradients.leaves(of: NDArray.self), &moments, at: step)
    let next = try zip(zip(moments, kept), state.moments).map { arrays, tree in
      try tree.replacingLeaves(of: NDArray.self, with: zip(arrays.0, arrays.1).map { try $0.astype($1.dtype) })
    }
    return (
      try parameters.replacingLeaves(of: NDArray.self, with: updates), OptimizerState(count: number, moments: next)
    )
  }
}

/// The parameters with updates added, in the dtypes of the parameters.
///
/// - Throws: ``OptimizerError/structure(path:difference:)`` or ``OptimizerError/shape(path:expected:found:)`` when the
///   trees do not match.
public func applyUpdates<Tree: PyTree>(_ parameters: Tree, _ updates: Tree) throws -> Tree {
  try requireMatch(updates, parameters)
  var rest = try updates.leaves(of: NDArray.self)[...]
  return try parameters.mapLeaves(of: NDArray.self) { parameter in
    try (parameter + rest.removeFirst()).astype(parameter.dtype)
  }
}

/// Checks that gradients or updates have the structure of the parameters and arrays of the same shapes.
private func requireMatch<Tree: PyTree>(_ gradients: Tree, _ parameters: Tree) throws {
  if let (path, difference) = try gradients.structure().firstDifference(from: parameters.structure()) {
    throw OptimizerError.structure(path: path, difference: difference)
  }
  let expected = try parameters.leavesWithPaths(of: NDArray.self)
  let found = try gradients.leaves(of: NDArray.self)
  for ((path, parameter), gradient) in zip(expected, found) where parameter.shape != gradient.shape {
    throw OptimizerError.shape(path: path, expected: parameter.shape, found: gradient.shape)
  }
}

/// Checks that every array of a tree has a derivative, and that there are some, none of them inside variables.
private func requireTrainable<Tree: PyTree>(_ parameters: Tree) throws {
  var count = 0
  try parameters.forEachNode { path, node in
    if let variable = node as? any Variable {
      throw OptimizerError.variable(path: path, name: variable.cellName)
    }
    guard let array = node as? NDArray else { return }
    guard array.dtype.isFloating else { throw OptimizerError.notFloating(path: path, dtype: array.dtype) }
    count += 1
  }
  guard count > 0 else { throw OptimizerError.noArrays(type: "\(Tree.self)") }
}
