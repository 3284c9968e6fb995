public import Trees

/// A function of a single item turned into one of many at once.
///
/// As the form for several arguments; Swift 6.3 cannot infer a pack of one from a closure.
///
/// - Parameters:
///   - inputAxis: which axis of the argument's arrays to run over.
///   - outputAxis: where the axis goes in the results.
public func vmap<Argument: PyTree, Result: PyTree>(
  inputAxis: Int = 0, outputAxis: Int = 0, _ function: @escaping (Argument) throws -> Result
) -> (Argument) throws -> Result {
  let mapped = vmap(inputAxes: [inputAxis, nil], outputAxis: outputAxis) {
    (argument: Argument, _: [NDArray]) in try function(argument)
  }
  return { argument in try mapped(argument, []) }
}

/// A function of single items turned into one of many at once: it runs over an axis of its arguments.
///
/// - Parameters:
///   - inputAxes: for each argument, which axis of its arrays to run over; `nil` for arguments that are the same for
///     all. Without it the first axis of every argument.
///   - outputAxis: where the axis goes in the results.
///   - function: a function of trees.
/// - Returns: a function of the same trees with an axis more.
/// - Throws: the function returned throws ``ArrayError/structure(operation:problem:)`` when sizes of the axis differ or
///   no argument has one, ``ArrayError/axisOutOfRange(operation:axis:rank:)`` when an array lacks the axis.
@_disfavoredOverload  // One argument alone fits both forms; the plain one is meant.
public func vmap<each Argument: PyTree, Result: PyTree>(
  inputAxes: [Int?]? = nil, outputAxis: Int = 0,
  _ function: @escaping (repeat each Argument) throws -> Result
) -> (repeat each Argument) throws -> Result {
  { (argument: repeat each Argument) in
    var arrays: [NDArray] = []
    var axes: [Int?] = []
    var position = 0
    for tree in repeat each argument {
      let leaves = try tree.arrays()
      if let inputAxes, !inputAxes.indices.contains(position) {
        throw ArrayError.structure(
          operation: "vmap", problem: "inputAxes names \(inputAxes.count) arguments, there are more")
      }
      let axis = inputAxes.map { $0[position] } ?? 0
      for leaf in leaves { axes.append(try axis.map { try NDArray.normalize($0, rank: leaf.rank, for: "vmap") }) }
      arrays += leaves
      position += 1
    }
    if let inputAxes, inputAxes.count > position {
      throw ArrayError.structure(
        operation: "vmap", problem: "inputAxes names \(inputAxes.count) arguments, there are \(position)")
    }
    let sizes = Set(zip(arrays, axes).compactMap { array, axis in axis.map { array.shape[$0] } })
    guard let size = sizes.first, sizes.count == 1 else {
      throw ArrayError.structure(
        operation: "vmap",
        problem: sizes.isEmpty
          ? "no argument has an axis to run over"
          : "the axes to run over must be of one size, found sizes \(sizes.sorted())")
    }
    let items = zip(arrays, axes).map { array, axis in
      ArrayType(axis.map { array.shape.removing([$0]) } ?? array.shape, array.dtype)
    }
    var template: Result?
    let record = try Trace.record("vmap", items, weak: arrays.map(\.isWeaklyTyped)) { symbols in
      var rest = symbols[...]
      func take<Tree: PyTree>(_ tree: Tree) throws -> Tree {
        let count = try tree.arrays().count
        defer { rest = rest.dropFirst(count) }
        return try tree.replacingLeaves(of: NDArray.self, with: Array(rest.prefix(count)))
      }
      let result = try function(repeat take(each argument))
      template = result
      return try result.arrays()
    }
    try record.cells.requireNoChanges(in: "vmap")
    guard let template else {
      throw ArrayError.structure(operation: "vmap", problem: "the function gave no result")
    }
    let captures = try record.captures
    let allAxes = axes + captures.map { _ in nil }
    let (graph, outputAxes) = try record.graph.batched(axes: allAxes, size: size)
    let placed = try Trace.record("vmap", graph.inputTypes) { symbols in
      try zip(Trace.required().inline(graph, symbols), outputAxes).map { array, axis in
        let place = try NDArray.normalize(outputAxis, rank: array.rank + (axis == nil ? 1 : 0), for: "vmap")
        return try Batched(array: array, axis: axis).placed(at: place, size: size)
      }
    }
    let results = try placed.graph.pruned().call(arrays + captures, named: "vmap")
    return try template.replacingLeaves(of: NDArray.self, with: results)
  }
}
