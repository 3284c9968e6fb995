public import Trees

/// A function of a single item turned into one of many at once.
///
/// - Parameters:
///   - inputAxis: which axis of the argument's arrays to run over; `nil` when the argument is the same for all items.
///   - outputAxis: where the axis goes in the results; `nil` when the results are the same for all items.
///   - axisName: a name by which ``psum(_:over:)`` and its kin refer to the axis.
///   - axisSize: the number of items; read off the arguments unless given.
///   - function: a function of trees.
/// - Returns: a function of the same tree with an axis more.
/// - Throws: the function returned throws ``ArrayError/structure(operation:problem:)`` when sizes of the axis differ or
///   there is none, ``ArrayError/axisOutOfRange(operation:axis:rank:)`` when an array lacks the axis.
public func vmap<Argument: PyTree, Result: PyTree>(
  inputAxis: Int? = 0, outputAxis: Int? = 0, axisName: AxisLabel? = nil, axisSize: Int? = nil,
  _ function: @escaping (Argument) throws -> Result
) -> (Argument) throws -> Result {
  { argument in
    var items = MappedItems()
    try items.add(argument, axes: .all(inputAxis))
    return try items.map(size: axisSize, name: axisName, outputAxes: .all(outputAxis)) { symbols in
      try function(symbols.take(argument))
    }
  }
}

/// A function of two single items turned into one of many at once.
///
/// As the form for several arguments; Swift 6.3 cannot call the result of that form at once, as in `vmap(f)(x, y)`.
public func vmap<First: PyTree, Second: PyTree, Result: PyTree>(
  inputAxes: [Int?]? = nil, outputAxis: Int? = 0, axisName: AxisLabel? = nil, axisSize: Int? = nil,
  _ function: @escaping (First, Second) throws -> Result
) -> (First, Second) throws -> Result {
  { first, second in
    var items = MappedItems(axes: inputAxes)
    try items.add(first)
    try items.add(second)
    return try items.map(size: axisSize, name: axisName, outputAxes: .all(outputAxis)) { symbols in
      try function(symbols.take(first), symbols.take(second))
    }
  }
}

/// A function of single items turned into one of many at once: it runs over an axis of its arguments.
///
/// - Parameters:
///   - inputAxes: for each argument, which axis of its arrays to run over; `nil` for arguments that are the same for
///     all. Without it the first axis of every argument.
///   - outputAxis: where the axis goes in the results; `nil` when the results are the same for all items.
///   - axisName: a name by which ``psum(_:over:)`` and its kin refer to the axis.
///   - axisSize: the number of items; read off the arguments unless given.
///   - function: a function of trees.
/// - Returns: a function of the same trees with an axis more.
/// - Throws: the function returned throws ``ArrayError/structure(operation:problem:)`` when sizes of the axis differ or
///   there is none, ``ArrayError/axisOutOfRange(operation:axis:rank:)`` when an array lacks the axis.
@_disfavoredOverload  // One or two arguments fit the other forms, too; those are meant.
public func vmap<each Argument: PyTree, Result: PyTree>(
  inputAxes: [Int?]? = nil, outputAxis: Int? = 0, axisName: AxisLabel? = nil, axisSize: Int? = nil,
  _ function: @escaping (repeat each Argument) throws -> Result
) -> (repeat each Argument) throws -> Result {
  { (argument: repeat each Argument) in
    var items = MappedItems(axes: inputAxes)
    for tree in repeat each argument { try items.add(tree) }
    return try items.map(size: axisSize, name: axisName, outputAxes: .all(outputAxis)) { symbols in
      try function(repeat symbols.take(each argument))
    }
  }
}
