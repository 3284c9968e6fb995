internal import Trees

/// A function of trees recorded as a function of their arrays.
struct TreeRecord<Result: PyTree> {
  var graph: Graph
  /// Arrays from outside, the values of the inputs that follow the arguments.
  var captures: [NDArray]
  /// The result with symbols for arrays; filled with the arrays that the graph gives.
  var template: Result
  /// How many outputs belong to the result; those that follow are changed variables.
  var resultCount: Int
  /// Variables that the function read or changed.
  var cells: StateOverlay

  /// The result with the given arrays in place of its symbols.
  func fill(_ arrays: some Sequence<NDArray>) throws -> Result {
    try template.replacingLeaves(of: NDArray.self, with: Array(arrays))
  }

  /// Hands on the changes of variables, whose new arrays follow those of the result.
  func commitState(_ arrays: ArraySlice<NDArray>) throws { try cells.commit(arrays) }
}

extension TreeRecord {
  /// Records a function of the arrays of its arguments; changed variables become further outputs.
  init(
    _ transformation: String, _ arguments: [NDArray], _ body: ([NDArray]) throws -> Result
  ) throws {
    var template: Result?
    var resultCount = 0
    let record = try Trace.record(
      transformation, arguments.map(\.type), weak: arguments.map(\.isWeaklyTyped)
    ) { symbols in
      let result = try body(symbols)
      try result.requireNoVariables(transformation, resultAdvice)
      template = result
      let arrays = try result.leaves(of: NDArray.self)
      resultCount = arrays.count
      let changes = try Trace.required().withCells { try $0.changedArrays() }
      return arrays + changes
    }
    guard let template else {
      throw ArrayError.structure(operation: transformation, problem: "the function gave no result")
    }
    self.init(
      graph: record.graph, captures: try record.captures, template: template, resultCount: resultCount,
      cells: record.cells)
  }
}

extension StateOverlay {
  /// The arrays of all changed variables, in order.
  func changedArrays() throws -> [NDArray] {
    try changes.flatMap { entry in
      let arrays = try entry.value.arrays()
      for array in arrays { array.noteHolder(entry.cell.cellName) }
      return arrays
    }
  }

  /// Writes changed variables to where the transformation was called, filled with the given arrays.
  ///
  /// - Parameter target: which variable gets the change of the one at a position among the changed ones.
  func commit(
    _ arrays: ArraySlice<NDArray>, to target: (Int, any StateCell) -> any StateCell = { $1 }
  ) throws {
    var rest = arrays
    for (position, entry) in changes.enumerated() {
      let count = try entry.value.arrays().count
      let value = try filled(entry.value, Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
      target(position, entry.cell).writeState(value)
    }
  }

  private func filled(_ value: some StateValue, _ arrays: [NDArray]) throws -> any StateValue {
    try value.replacingLeaves(of: NDArray.self, with: arrays)
  }
}

/// What to do instead of returning a variable.
let resultAdvice = "Return its value; a transformed function cannot return a variable."

extension PyTree {
  /// Refuses variables, which are no values.
  ///
  /// - Throws: ``ArrayError/variable(operation:path:variable:advice:)`` for the first one.
  func requireNoVariables(_ operation: String, _ advice: String) throws {
    guard let (path, cell) = try leavesWithPaths(of: (any StateCell).self).first else { return }
    throw ArrayError.variable(
      operation: operation, path: path.isRoot ? "" : "\(path)", variable: cell.cellName, advice: advice)
  }

  /// The arrays among the leaves, in order.
  func arrays() throws -> [NDArray] { try leaves(of: NDArray.self) }
}
