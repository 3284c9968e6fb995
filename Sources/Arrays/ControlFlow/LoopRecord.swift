internal import Trees

/// A function recorded for use within a loop or a branch: variables that it changes become values that pass through it.
struct LoopRecord<Result: PyTree> {
  /// From the arguments, the arrays of changed variables and what the function took from outside, to the arrays of the
  /// result and of those variables.
  var graph: Graph
  /// Arrays from outside.
  var captures: [NDArray]
  /// The result with symbols for arrays.
  var template: Result
  var resultArrays: [NDArray]
  /// The variables that pass through.
  var cells: LoopCells

  /// The number of arrays of the result.
  var resultCount: Int { resultArrays.count }

  /// Records a function until it is known which variables it changes.
  ///
  /// - Parameter cells: variables that are known to change.
  init(
    _ transformation: String, _ types: [ArrayType], weak: [Bool], cells known: LoopCells = LoopCells(),
    _ body: ([NDArray]) throws -> Result
  ) throws {
    var known = known
    while true {
      var template: Result?
      var arrays: [NDArray] = []
      let record = try Trace.record(
        transformation, types + known.arrays.map(\.type), weak: weak + known.arrays.map(\.isWeaklyTyped)
      ) { symbols in
        try known.enter(Array(symbols.dropFirst(types.count)))
        let result = try body(Array(symbols.prefix(types.count)))
        try result.requireNoVariables(transformation, resultAdvice)
        template = result
        arrays = try result.arrays()
        let left = try known.leave(transformation)
        known.note(left: left)
        return arrays + left
      }
      guard let template else {
        throw ArrayError.structure(operation: transformation, problem: "the function gave no result")
      }
      let further = record.cells.changes.map(\.cell).filter { !known.contains($0) }
      if further.isEmpty {
        graph = record.graph.pruned()
        captures = try record.captures
        self.template = template
        resultArrays = arrays
        cells = known
        return
      }
      for cell in further { try known.add(cell) }
    }
  }
}

/// Variables that pass through a loop or a branch as further values.
struct LoopCells {
  private(set) var cells: [any StateCell] = []
  private var values: [any StateValue] = []
  /// The arrays of all of them, before the loop.
  private(set) var arrays: [NDArray] = []
  /// Which arrays are weakly typed before the loop and after every round or branch.
  private var staysWeak: [Bool] = []

  func contains(_ cell: any StateCell) -> Bool { cells.contains { $0 === cell } }

  mutating func add(_ cell: any StateCell) throws {
    let value = cell.readState()
    cells.append(cell)
    values.append(value)
    let added = try value.arrays()
    arrays += added
    staysWeak += added.map(\.isWeaklyTyped)
  }

  /// Gives the variables symbols in the active trace.
  func enter(_ symbols: [NDArray]) throws {
    let trace = try Trace.required()
    for (cell, value) in zip(cells, try filled(symbols)) {
      trace.withCells { $0.set(cell, to: value, hasChanged: false) }
    }
  }

  /// The arrays of the variables as the active trace has left them.
  ///
  /// - Throws: ``ArrayError/stateChange(variable:transformation:problem:)`` when a variable then holds something else.
  func leave(_ transformation: String) throws -> [NDArray] {
    try zip(cells, values).flatMap { cell, before in
      let (old, new) = (try before.arrays(), try cell.readState().arrays())
      guard old.map(\.type) == new.map(\.type) else {
        throw ArrayError.stateChange(
          variable: cell.cellName, transformation: transformation,
          problem: "it held \(old.map(\.type)) before and would hold \(new.map(\.type)) after, "
            + "but every round must leave what it found in shape and dtype")
      }
      return new
    }
  }

  /// Takes note of the arrays that a round or a branch leaves.
  mutating func note(left: [NDArray]) {
    staysWeak = zip(staysWeak, left).map { $0 && $1.isWeaklyTyped }
  }

  /// Writes the arrays that the variables hold after the loop.
  func commit(_ arrays: some Sequence<NDArray>) throws {
    for (cell, value) in zip(cells, try filled(zip(arrays, staysWeak).map { $0.weak($1) })) { cell.writeState(value) }
  }

  private func filled(_ arrays: [NDArray]) throws -> [any StateValue] {
    var rest = arrays[...]
    return try values.map { value in
      let count = try value.arrays().count
      return try fill(value, rest.take(count))
    }
  }

  private func fill(_ value: some StateValue, _ arrays: [NDArray]) throws -> any StateValue {
    try value.replacingLeaves(of: NDArray.self, with: arrays)
  }
}

/// Values that a loop passes from round to round.
struct LoopCarry<Tree: PyTree> {
  private(set) var tree: Tree
  private(set) var arrays: [NDArray]

  init(_ tree: Tree, _ operation: String) throws {
    try tree.requireNoVariables(operation, "Capture it; a loop passes variables on by itself.")
    self.tree = tree
    arrays = try tree.arrays()
  }

  var types: [ArrayType] { arrays.map(\.type) }
  var isWeak: [Bool] { arrays.map(\.isWeaklyTyped) }

  /// Whether a round's results fit; numbers of the program take the dtype that a round gives them.
  ///
  /// - Returns: true when the loop must be recorded again, from converted values.
  /// - Throws: ``ArrayError/structure(operation:problem:)`` that names the first value that does not fit.
  mutating func adapt(to template: Tree, _ results: [NDArray], _ operation: String) throws -> Bool {
    try requireStructure(template, operation)
    var hasChanged = false
    for (position, result) in results.enumerated() where result.type != arrays[position].type {
      guard arrays[position].isWeaklyTyped, result.shape == arrays[position].shape,
        PromotionType.join(arrays[position].promotionType, result.promotionType).dtype == result.dtype
      else {
        let path = try tree.leavesWithPaths(of: NDArray.self)[position].path
        throw ArrayError.structure(
          operation: operation,
          problem: "the value \(path.isRoot ? "" : "at \(path) ")is \(arrays[position].type) going into a round and "
            + "\(result.type) coming out; both must be the same")
      }
      arrays[position] = try arrays[position].astype(result.dtype)
      hasChanged = true
    }
    if hasChanged { tree = try tree.replacingLeaves(of: NDArray.self, with: arrays) }
    return hasChanged
  }

  private func requireStructure(_ template: Tree, _ operation: String) throws {
    let names = ("what it gives", "what it takes")
    if let (path, difference) = try template.structure().firstDifference(from: tree.structure(), names: names) {
      throw ArrayError.structure(
        operation: operation,
        problem: "the body must give values like those it takes; at \(path.isRoot ? "the root" : "\(path)") "
          + difference)
    }
    for (given, taken) in zip(try template.leavesWithPaths(), try tree.leavesWithPaths()) {
      guard let old = taken.node as? any Hashable, let new = given.node as? any Hashable else { continue }
      if AnyHashable(old) != AnyHashable(new) {
        throw ArrayError.structure(
          operation: operation,
          problem:
            "the value at \(taken.path) is \(old) going into a round and \(new) coming out; what changes must be "
            + "an NDArray, other values are fixed when the loop is recorded")
      }
    }
  }

  /// The tree with the given arrays.
  func filled(_ arrays: some Sequence<NDArray>) throws -> Tree {
    try tree.replacingLeaves(of: NDArray.self, with: Array(arrays))
  }
}

extension Graph {
  /// Makes constants, the last inputs, the first ones.
  func withConstantsFirst(_ count: Int) -> Graph {
    let start = inputs.count - count
    return rearranged(inputs: Array(start..<inputs.count) + Array(0..<start))
  }
}
