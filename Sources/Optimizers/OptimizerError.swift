public import Arrays
public import Trees

/// A mistake in the use of optimizers.
public enum OptimizerError: Error, Hashable, Sendable {
  /// Gradients whose tree is not of the structure of the parameters; the first of the difference are the gradients.
  case structure(path: TreePath, difference: String)
  /// A gradient whose shape is not that of its parameter.
  case shape(path: TreePath, expected: [Int], found: [Int])
  /// A state that another optimizer or other parameters gave.
  case foreignState(problem: String)
  /// A variable among the parameters, whose value an update would not reach.
  case variable(path: TreePath, name: String)
  /// An array among the parameters that has no derivative.
  case notFloating(path: TreePath, dtype: DType)
  /// Parameters without any array.
  case noArrays(type: String)
}

extension OptimizerError: CustomStringConvertible {
  /// The message: what was asked, what was found, what to do.
  public var description: String {
    switch self {
    case .structure(let path, let difference):
      "The gradients do not have the structure of the parameters, first at \(place(path)): \(difference) (the first are "
        + "the gradients, the second the parameters). Pass the tree that grad gave for these parameters."
    case .shape(let path, let expected, let found):
      "The gradient at \(place(path)) has shape \(found), its parameter \(expected). Pass the tree that grad gave for "
        + "these parameters."
    case .foreignState(let problem):
      "The optimizer state does not belong here: \(problem). Begin with initialState(for:) of this optimizer and these "
        + "parameters."
    case .variable(let path, let name):
      "\(name) at \(place(path)) is a variable, which an optimizer does not change. Take variables out with "
        + "unbindParameters(_:) and train their frozen values."
    case .notFloating(let path, let dtype):
      "The array at \(place(path)) has dtype \(dtype), which has no derivative. Leave it out of the parameters."
    case .noArrays(let type):
      "The parameters, of type \(type), hold no arrays to train."
    }
  }

  private func place(_ path: TreePath) -> String { path.isRoot ? "the root" : "\(path)" }
}
