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
  { argument in try forwardColumns(function, at: argument)[0] }
}

/// The Jacobian of a function of a tree, giving one array, by forward differentiation.
///
/// - Returns: a function of that tree that gives a tree like it, as `jacobianReverse` does.
/// - Throws: as the form for functions of one array does.
@_disfavoredOverload  // A function from an array to an array fits the form above, too; that is meant.
public func jacobianForward<Argument: PyTree>(
  _ function: @escaping (Argument) throws -> NDArray
) -> (Argument) throws -> Argument {
  { argument in try argument.replacingLeaves(of: NDArray.self, with: forwardColumns(function, at: argument)) }
}

/// The Jacobian of a function from a tree to a tree by forward differentiation.
///
/// - Throws: as the form for functions of one array does, ``ArrayError/structure(operation:problem:)`` for an argument
///   without arrays.
@_disfavoredOverload  // The forms for one array are meant where they fit.
public func jacobianForward<Argument: PyTree, Result: PyTree>(
  _ function: @escaping (Argument) throws -> Result
) -> (Argument) throws -> Jacobian<Argument, Result> {
  { argument in
    let columns = try forwardColumns(function, at: argument)
    guard let result = columns.first else {
      throw ArrayError.structure(operation: "jacobianForward", problem: "the argument has no arrays")
    }
    let arrays = try columns.map { try $0.arrays() }
    let rows = try arrays[0].indices.map { row in
      try argument.replacingLeaves(of: NDArray.self, with: arrays.map { $0[row] })
    }
    return try Jacobian(rows: rows, of: result)
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
  { argument in try reverseRows(function, at: argument).rows[0] }
}

/// The Jacobian of a function of one array, giving a tree, by reverse differentiation.
///
/// - Returns: a function of that array that gives a tree like the result, as `jacobianForward` does.
/// - Throws: as the form for functions that give one array does.
@_disfavoredOverload  // A function from an array to an array fits the form above, too; that is meant.
public func jacobianReverse<Result: PyTree>(
  _ function: @escaping (NDArray) throws -> Result
) -> (NDArray) throws -> Result {
  { argument in
    let (rows, result) = try reverseRows(function, at: argument)
    return try result.replacingLeaves(of: NDArray.self, with: rows)
  }
}

/// The Jacobian of a function from a tree to a tree by reverse differentiation.
///
/// - Throws: as the form for functions that give one array does.
@_disfavoredOverload  // The forms for one array are meant where they fit.
public func jacobianReverse<Argument: PyTree, Result: PyTree>(
  _ function: @escaping (Argument) throws -> Result
) -> (Argument) throws -> Jacobian<Argument, Result> {
  { argument in
    let (rows, result) = try reverseRows(function, at: argument)
    return try Jacobian(rows: rows, of: result)
  }
}

/// The second derivatives of a function that gives one number.
///
/// - Parameter function: a function of one array.
/// - Returns: a function of that array, of shape `x`, that gives an array of shape `x + x`.
/// - Throws: as `jacobianForward` and `grad` do.
public func hessian(_ function: @escaping (NDArray) throws -> NDArray) -> (NDArray) throws -> NDArray {
  jacobianForward(grad(function))
}

/// The second derivatives of a function of a tree that gives one number, by every two arrays of the tree.
///
/// - Throws: as `jacobianForward` and `grad` do.
@_disfavoredOverload  // The form for one array is meant where it fits.
public func hessian<Argument: PyTree>(
  _ function: @escaping (Argument) throws -> NDArray
) -> (Argument) throws -> Jacobian<Argument, Argument> {
  jacobianForward(grad(function))
}

/// For each array of the argument, of shape `x`, the derivatives by it: a tree like the result, of shapes `r + x`.
private func forwardColumns<Argument: PyTree, Result: PyTree>(
  _ function: @escaping (Argument) throws -> Result, at argument: Argument
) throws -> [Result] {
  try argument.requireFloating()
  let types = try argument.arrays().map(\.type)
  return try types.indices.map { place in
    let push = vmap { (change: NDArray) in
      let tangent = try argument.replacingLeaves(of: NDArray.self, with: types.zeros(but: change, at: place))
      return try jvp(function, at: argument, along: tangent).tangent
    }
    return try push(types[place].basis()).mapLeaves(of: NDArray.self) { column in
      try column.movingAxis(0, to: -1).reshaped(to: Array(column.shape.dropFirst()) + types[place].shape)
    }
  }
}

/// For each array of the result, of shape `r`, its derivatives: a tree like the argument, of shapes `r + x`.
private func reverseRows<Argument: PyTree, Result: PyTree>(
  _ function: @escaping (Argument) throws -> Result, at argument: Argument
) throws -> (rows: [Argument], result: Result) {
  try argument.requireFloating()
  let (result, pullback) = try vjp(function, at: argument)
  try result.requireFloating()
  let types = try result.arrays().map(\.type)
  let rows = try types.indices.map { place in
    let pull = vmap { (change: NDArray) in
      try pullback(result.replacingLeaves(of: NDArray.self, with: types.zeros(but: change, at: place)))
    }
    return try pull(types[place].basis()).mapLeaves(of: NDArray.self) { row in
      try row.reshaped(to: types[place].shape + row.shape.dropFirst())
    }
  }
  return (rows, result)
}

extension PyTree {
  /// Refuses arrays that are not floating point.
  fileprivate func requireFloating() throws {
    for (path, array) in try leavesWithPaths(of: NDArray.self) where !array.dtype.isFloating {
      throw ArrayError.notDifferentiable(path: path.isRoot ? "" : "\(path)", dtype: array.dtype)
    }
  }
}

extension [ArrayType] {
  /// Zeros of these types, and one array in place of one of them.
  fileprivate func zeros(but array: NDArray, at place: Int) throws -> [NDArray] {
    try indices.map { try $0 == place ? array : self[$0].zeros() }
  }
}

extension ArrayType {
  /// All arrays of this type with a single one among zeros, stacked.
  fileprivate func basis() throws -> NDArray { try NDArray.eye(count, dtype: dtype).reshaped(to: [count] + shape) }
}
