public import Trees

/// A function of a single item turned into one of many at once, with an axis for each part of its argument and result.
///
/// ```swift
/// let outputs = vmap(over: ["weights": 0, "bias": nil], into: [0, 1]) { (layer: Affine) in ... }
/// ```
///
/// - Parameters:
///   - axes: which axes of the argument's arrays to run over.
///   - outputAxes: where the axis goes in the arrays of the result; `nil` for those that are the same for all items.
///   - axisName: a name by which ``psum(_:over:)`` and its kin refer to the axis.
///   - axisSize: the number of items; read off the arguments unless given.
///   - function: a function of trees.
/// - Returns: a function of the same tree with an axis more.
/// - Throws: the function returned throws ``ArrayError/structure(operation:problem:)`` when axes and trees do not fit
///   together, when sizes of the axis differ or there is none, ``ArrayError/axisOutOfRange(operation:axis:rank:)`` when
///   an array lacks the axis.
public func vmap<Argument: PyTree, Result: PyTree>(
  over axes: AxisTree, into outputAxes: AxisTree = 0, axisName: AxisLabel? = nil, axisSize: Int? = nil,
  _ function: @escaping (Argument) throws -> Result
) -> (Argument) throws -> Result {
  { argument in
    var items = MappedItems()
    try items.add(argument, axes: axes)
    return try items.map(size: axisSize, name: axisName, outputAxes: outputAxes) { symbols in
      try function(symbols.take(argument))
    }
  }
}

/// A function of two single items turned into one of many at once, with an axis for each part of them and of the result.
///
/// - Parameters:
///   - axes: a list with the axes for each argument, or one axis for both.
///   - outputAxes: where the axis goes in the arrays of the result; `nil` for those that are the same for all items.
///   - axisName: a name by which ``psum(_:over:)`` and its kin refer to the axis.
///   - axisSize: the number of items; read off the arguments unless given.
///   - function: a function of trees.
public func vmap<First: PyTree, Second: PyTree, Result: PyTree>(
  over axes: AxisTree, into outputAxes: AxisTree = 0, axisName: AxisLabel? = nil, axisSize: Int? = nil,
  _ function: @escaping (First, Second) throws -> Result
) -> (First, Second) throws -> Result {
  { first, second in
    let parts = try axes.parts(2, of: "over:")
    var items = MappedItems()
    try items.add(first, axes: parts[0])
    try items.add(second, axes: parts[1])
    return try items.map(size: axisSize, name: axisName, outputAxes: outputAxes) { symbols in
      try function(symbols.take(first), symbols.take(second))
    }
  }
}

/// A function of single items turned into one of many at once, with an axis for each part of its arguments and result.
///
/// - Parameters:
///   - axes: a list with the axes for each argument, or one axis for all.
///   - outputAxes: where the axis goes in the arrays of the result; `nil` for those that are the same for all items.
///   - axisName: a name by which ``psum(_:over:)`` and its kin refer to the axis.
///   - axisSize: the number of items; read off the arguments unless given.
///   - function: a function of trees.
@_disfavoredOverload  // One or two arguments fit the other forms, too; those are meant.
public func vmap<each Argument: PyTree, Result: PyTree>(
  over axes: AxisTree, into outputAxes: AxisTree = 0, axisName: AxisLabel? = nil, axisSize: Int? = nil,
  _ function: @escaping (repeat each Argument) throws -> Result
) -> (repeat each Argument) throws -> Result {
  { (argument: repeat each Argument) in
    var count = 0
    for _ in repeat each argument { count += 1 }
    var parts = try axes.parts(count, of: "over:")[...]
    var items = MappedItems()
    for tree in repeat each argument { try items.add(tree, axes: parts.removeFirst()) }
    return try items.map(size: axisSize, name: axisName, outputAxes: outputAxes) { symbols in
      try function(repeat symbols.take(each argument))
    }
  }
}
