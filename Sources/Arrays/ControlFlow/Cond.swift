public import Trees

/// The result of one of two functions, chosen by a boolean that is known only when the program runs.
///
/// Only the chosen function runs, except under `vmap` over the predicate. The functions capture what they need.
///
/// - Parameters:
///   - predicate: a scalar; a number counts as true when it is not zero.
///   - onTrue: gives the result where the predicate holds.
///   - onFalse: gives a result of the same structure, shapes and dtypes otherwise.
/// - Throws: ``ArrayError/structure(operation:problem:)`` when the results differ in type, with the path of the first
///   that does; what the functions throw.
public func cond<Result: PyTree>(
  _ predicate: NDArray, then onTrue: () throws -> Result, else onFalse: () throws -> Result
) throws -> Result {
  guard predicate.rank == 0 else {
    throw ArrayError.argument(
      operation: "cond",
      problem: "the predicate must be a scalar, found \(predicate.type); use where(_:_:_:) to choose element by element"
    )
  }
  let index = try predicate.astype(.bool).astype(.int32)
  return try withoutActuallyEscaping(onTrue) { onTrue in
    try withoutActuallyEscaping(onFalse) { onFalse in try choose("cond", index, [onFalse, onTrue]) }
  }
}

/// The result of one of several functions, chosen by an integer that is known only when the program runs: `lax.switch`.
///
/// - Parameters:
///   - index: an integer scalar, clamped into range.
///   - branches: functions that give results of one structure, with the same shapes and dtypes.
/// - Throws: as ``cond(_:then:else:)`` does.
public func switchBranch<Result: PyTree>(_ index: NDArray, _ branches: [() throws -> Result]) throws -> Result {
  guard index.rank == 0, index.dtype.isInteger else {
    throw ArrayError.argument(
      operation: "switchBranch", problem: "the index must be an integer scalar, found \(index.type)")
  }
  guard !branches.isEmpty else {
    throw ArrayError.argument(operation: "switchBranch", problem: "there is no branch to choose")
  }
  let last = NDArray(literal: .integer(branches.count - 1))
  return try choose("switchBranch", index.clipped(from: 0, to: last).astype(.int32), branches)
}

private func choose<Result: PyTree>(
  _ operation: String, _ index: NDArray, _ branches: [() throws -> Result]
) throws -> Result {
  // A variable that one branch changes passes through all of them.
  var cells = LoopCells()
  var records: [LoopRecord<Result>] = []
  while true {
    records = []
    for branch in branches {
      let record = try LoopRecord(operation, [], weak: [], cells: cells) { _ in try branch() }
      cells = record.cells
      records.append(record)
    }
    if records.allSatisfy({ $0.cells.cells.count == cells.cells.count }) { break }
  }
  let (template, dtypes) = try commonResult(operation, records)
  let captures = records.flatMap(\.captures)
  let types = cells.arrays.map(\.type) + captures.map(\.type)
  var start = cells.arrays.count
  let graphs = try records.map { record in
    let range = start..<start + record.captures.count
    start = range.upperBound
    return try Trace.record(operation, types) { arguments in
      let results = try record.graph.traced(Array(arguments[..<cells.arrays.count]) + arguments[range])
      return try zip(results, dtypes).map { try $0.astype($1) } + results[dtypes.count...]
    }.graph
  }
  let results = try Conditional(branches: graphs).apply([index] + cells.arrays + captures)
  try cells.commit(results[dtypes.count...])
  let isWeak = dtypes.indices.map { place in records.allSatisfy { $0.resultArrays[place].isWeaklyTyped } }
  return try template.replacingLeaves(of: NDArray.self, with: zip(results, isWeak).map { $0.weak($1) })
}

/// The structure that all branches agree in, and the dtype of each array: numbers of the program take that of others.
private func commonResult<Result: PyTree>(
  _ operation: String, _ records: [LoopRecord<Result>]
) throws -> (template: Result, dtypes: [DType]) {
  let template = records[0].template
  for (number, record) in records.enumerated().dropFirst() {
    if let (path, difference) = try record.template.structure().firstDifference(from: template.structure()) {
      throw ArrayError.structure(
        operation: operation,
        problem: "the branches must give results of one structure; at \(path.isRoot ? "the root" : "\(path)") "
          + "\(difference) (first: branch \(number), second: branch 0)")
    }
  }
  let paths = try template.leavesWithPaths(of: NDArray.self).map(\.path)
  let dtypes = try paths.indices.map { place in
    let arrays = records.map { $0.resultArrays[place] }
    let joined = arrays.dropFirst().reduce(arrays[0].promotionType) { PromotionType.join($0, $1.promotionType) }
    for (number, array) in arrays.enumerated()
    where array.shape != arrays[0].shape || (array.dtype != joined.dtype && !array.isWeaklyTyped) {
      let path = paths[place]
      throw ArrayError.structure(
        operation: operation,
        problem: "the result \(path.isRoot ? "" : "at \(path) ")is \(array.type) in branch \(number) and "
          + "\(arrays[number == 0 ? 1 : 0].type) in branch \(number == 0 ? 1 : 0); both must be the same")
    }
    return joined.dtype
  }
  return (template, dtypes)
}
