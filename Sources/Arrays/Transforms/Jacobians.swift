public import Trees

/// The Jacobian of a function by forward differentiation: cheapest where the argument is small.
///
/// - Parameter function: a function of one array, giving a tree of arrays.
/// - Returns: a function of that array that gives a tree like the result, in which each array of shape `r` is one of
///   shape `r + x` for an argument of shape `x`.
/// - Throws: the function returned throws ``ArrayError/notDifferentiable(path:dtype:)`` for arrays that are not floating
///   point, and what the function throws.
public func jacobianForward<Result: PyTree>(
  _ function: @escaping (NDArray) throws -> Result
) -> (NDArray) throws -> Result {
  { argument in
    guard argument.dtype.isFloating else {
      throw ArrayError.notDifferentiable(path: "", dtype: argument.dtype)
    }
    let push = vmap { (change: NDArray) in try jvp(function, at: argument, along: change).tangent }
    return try push(argument.type.basis()).mapLeaves(of: NDArray.self) { columns in
      try columns.movingAxis(0, to: -1).reshaped(to: Array(columns.shape.dropFirst()) + argument.shape)
    }
  }
}

/// The Jacobian of a function by reverse differentiation: cheapest where the result is small.
///
/// - Parameter function: a function of a tree, giving one array.
/// - Returns: a function of that tree that gives a tree like it, in which each array of shape `x` is one of shape
///   `r + x` for a result of shape `r`.
/// - Throws: the function returned throws ``ArrayError/notDifferentiable(path:dtype:)`` for arrays that are not floating
///   point, and what the function throws.
public func jacobianReverse<Argument: PyTree>(
  _ function: @escaping (Argument) throws -> NDArray
) -> (Argument) throws -> Argument {
  { argument in
    for (path, array) in try argument.leavesWithPaths(of: NDArray.self) where !array.dtype.isFloating {
      throw ArrayError.notDifferentiable(path: path.isRoot ? "" : "\(path)", dtype: array.dtype)
    }
    let (value, pullback) = try vjp(function, at: argument)
    guard value.dtype.isFloating else { throw ArrayError.notDifferentiable(path: "", dtype: value.dtype) }
    return try vmap(pullback)(value.type.basis()).mapLeaves(of: NDArray.self) { rows in
      try rows.reshaped(to: value.shape + rows.shape.dropFirst())
    }
  }
}

/// The second derivatives of a function that gives one number.
///
/// - Parameter function: a function of one array.
/// - Returns: a function of that array, of shape `x`, that gives an array of shape `x + x`.
/// - Throws: as ``jacobianForward(_:)`` and ``grad(_:)`` do.
public func hessian(_ function: @escaping (NDArray) throws -> NDArray) -> (NDArray) throws -> NDArray {
  jacobianForward(grad(function))
}

extension ArrayType {
  /// All arrays of this type with a single one among zeros, stacked.
  fileprivate func basis() throws -> NDArray { try NDArray.eye(count, dtype: dtype).reshaped(to: [count] + shape) }
}
