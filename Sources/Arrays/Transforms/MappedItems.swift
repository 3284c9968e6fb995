internal import Trees

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
struct MappedItems {
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
    try add(tree, axes: .all(axes.map { $0[arguments.count] } ?? 0))
  }

  /// Adds the next argument, to run over the given axes of its arrays.
  mutating func add(_ tree: some PyTree, axes: AxisTree) throws {
    let leaves = try tree.arrays()
    for (leaf, axis) in zip(leaves, try axes.axes(of: tree, for: "over:")) {
      places.append(try axis.map { try NDArray.normalize($0, rank: leaf.rank, for: "vmap") })
    }
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
    size given: Int?, name: AxisLabel?, outputAxes: AxisTree, _ function: (inout Symbols) throws -> Result
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
    let (graph, found) = try record.graph.batched(places + captures.map { _ in nil }, over: axis)
    let wanted = try outputAxes.axes(of: template, for: "into:")
    let placed = try Trace.record("vmap", graph.inputTypes) { symbols in
      try zip(graph.traced(symbols), zip(found, wanted)).map { array, places in
        try Self.place(array, from: places.0, to: places.1, size: axis.size)
      }
    }
    let results = try placed.graph.pruned().call(arrays + captures, named: "vmap")
    return try template.replacingLeaves(of: NDArray.self, with: results)
  }

  /// A result with the mapped axis where it is wanted.
  private static func place(_ array: NDArray, from place: Int?, to target: Int?, size: Int) throws -> NDArray {
    guard let target else {
      guard place == nil else {
        throw ArrayError.structure(
          operation: "vmap", problem: "a result differs from item to item, so outputAxis cannot be nil")
      }
      return array
    }
    let axis = try NDArray.normalize(target, rank: array.rank + (place == nil ? 1 : 0), for: "vmap")
    return try Batched(array: array, axis: place).placed(at: axis, size: size)
  }
}
