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
    try items.add(argument, axis: inputAxis)
    return try items.map(size: axisSize, name: axisName, outputAxis: outputAxis) { symbols in
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
    return try items.map(size: axisSize, name: axisName, outputAxis: outputAxis) { symbols in
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
    return try items.map(size: axisSize, name: axisName, outputAxis: outputAxis) { symbols in
      try function(repeat symbols.take(each argument))
    }
  }
}

/// Symbols for the arrays of trees, handed out in their order.
struct Symbols {
  private var rest: ArraySlice<NDArray>

  init(_ symbols: [NDArray]) { rest = symbols[...] }

  /// The tree with symbols for its arrays.
  mutating func take<Tree: PyTree>(_ tree: Tree) throws -> Tree {
    let count = try tree.arrays().count
    return try tree.replacingLeaves(of: NDArray.self, with: rest.take(count))
  }
}

/// The arrays of a mapped function's arguments, with the axes to run over.
private struct MappedItems {
  private var arrays: [NDArray] = []
  private var places: [Int?] = []
  /// The axis for each argument; the first one of all when absent.
  private let axes: [Int?]?
  private var arguments: [any PyTree] = []

  init(axes: [Int?]? = nil) { self.axes = axes }

  /// Adds the next argument.
  mutating func add(_ tree: some PyTree) throws {
    if let axes, !axes.indices.contains(arguments.count) {
      throw ArrayError.structure(
        operation: "vmap", problem: "inputAxes names \(axes.count) arguments, there are more")
    }
    try add(tree, axis: axes.map { $0[arguments.count] } ?? 0)
  }

  /// Adds the next argument, to run over one axis of its arrays.
  mutating func add(_ tree: some PyTree, axis: Int?) throws {
    let leaves = try tree.arrays()
    for leaf in leaves { places.append(try axis.map { try NDArray.normalize($0, rank: leaf.rank, for: "vmap") }) }
    arrays += leaves
    arguments.append(tree)
  }

  private func size(_ given: Int?) throws -> Int {
    let sizes = Set(zip(arrays, places).compactMap { array, place in place.map { array.shape[$0] } })
    if let given {
      guard given >= 0, sizes.allSatisfy({ $0 == given }) else {
        throw ArrayError.structure(
          operation: "vmap", problem: "axisSize is \(given), the axes to run over have sizes \(sizes.sorted())")
      }
      return given
    }
    guard let size = sizes.first, sizes.count == 1 else {
      throw ArrayError.structure(
        operation: "vmap",
        problem: sizes.isEmpty
          ? "no argument has an axis to run over; give axisSize"
          : "the axes to run over must be of one size, found sizes \(sizes.sorted())")
    }
    return size
  }

  /// Records a function of the items, maps it, and calls it.
  func map<Result: PyTree>(
    size given: Int?, name: AxisLabel?, outputAxis: Int?, _ function: (inout Symbols) throws -> Result
  ) throws -> Result {
    if let axes, axes.count > arguments.count {
      throw ArrayError.structure(
        operation: "vmap", problem: "inputAxes names \(axes.count) arguments, there are \(arguments.count)")
    }
    let axis = MappedAxis(size: try size(given), name: name)
    let items = zip(arrays, places).map { array, place in
      array.type.with(shape: place.map { array.shape.removing([$0]) } ?? array.shape)
    }
    var template: Result?
    let record = try Trace.record("vmap", items, weak: arrays.map(\.isWeaklyTyped), mapping: [axis]) { symbols in
      var supply = Symbols(symbols)
      let result = try function(&supply)
      try result.requireNoVariables("vmap", resultAdvice)
      template = result
      return try result.arrays()
    }
    try record.cells.requireNoChanges(in: "vmap", arguments: arguments)
    guard let template else {
      throw ArrayError.structure(operation: "vmap", problem: "the function gave no result")
    }
    let captures = try record.captures
    let (graph, outputAxes) = try record.graph.batched(places + captures.map { _ in nil }, over: axis)
    let placed = try Trace.record("vmap", graph.inputTypes) { symbols in
      try zip(graph.traced(symbols), outputAxes).map { array, place in
        guard let outputAxis else {
          guard place == nil else {
            throw ArrayError.structure(
              operation: "vmap", problem: "a result differs from item to item, so outputAxis cannot be nil")
          }
          return array
        }
        let target = try NDArray.normalize(outputAxis, rank: array.rank + (place == nil ? 1 : 0), for: "vmap")
        return try Batched(array: array, axis: place).placed(at: target, size: axis.size)
      }
    }
    let results = try placed.graph.pruned().call(arrays + captures, named: "vmap")
    return try template.replacingLeaves(of: NDArray.self, with: results)
  }
}
