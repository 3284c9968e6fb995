public import Trees

// Across the items of a mapped axis; each of these throws ``ArrayError/argument(operation:problem:)`` when no axis of the
// name is mapped where it is called.

/// The sum over all items of a mapped axis, the same for every item.
///
/// - Parameters:
///   - tree: arrays, of each item.
///   - name: the name given to ``vmap(inputAxis:outputAxis:axisName:axisSize:_:)``.
public func psum<Tree: PyTree>(_ tree: Tree, over name: AxisLabel) throws -> Tree {
  _ = try Trace.mappedAxis(name, for: "psum")
  return try tree.mapLeaves(of: NDArray.self) { array in
    // Booleans are counted.
    try AxisSum(label: name)(array.dtype == .bool ? array.astype(.int32) : array)
  }
}

/// The mean over all items of a mapped axis, the same for every item.
public func pmean<Tree: PyTree>(_ tree: Tree, over name: AxisLabel) throws -> Tree {
  let size = try Trace.mappedAxis(name, for: "pmean").size
  return try psum(tree, over: name).mapLeaves(of: NDArray.self) { try $0 / NDArray(literal: .integer(size)) }
}

/// The greatest over all items of a mapped axis, the same for every item.
public func pmax<Tree: PyTree>(_ tree: Tree, over name: AxisLabel) throws -> Tree {
  _ = try Trace.mappedAxis(name, for: "pmax")
  return try tree.mapLeaves(of: NDArray.self) { try AxisExtremum(label: name, isMaximum: true)($0) }
}

/// The least over all items of a mapped axis, the same for every item.
public func pmin<Tree: PyTree>(_ tree: Tree, over name: AxisLabel) throws -> Tree {
  _ = try Trace.mappedAxis(name, for: "pmin")
  return try tree.mapLeaves(of: NDArray.self) { try AxisExtremum(label: name, isMaximum: false)($0) }
}

/// The number of the item along a mapped axis, an `int32` scalar.
public func axisIndex(_ name: AxisLabel) throws -> NDArray {
  _ = try Trace.mappedAxis(name, for: "axisIndex")
  return try ItemIndex(label: name).apply([])[0]
}

/// The number of items of a mapped axis.
public func axisSize(_ name: AxisLabel) throws -> Int { try Trace.mappedAxis(name, for: "axisSize").size }

/// The arrays of all items of a mapped axis, the same for every item.
///
/// - Parameters:
///   - tree: a tree with the arrays of one item.
///   - name: the name of the mapped axis.
///   - axis: where the axis of the items stands in the results.
///   - isTiled: whether items are joined along that axis of theirs, instead of stacked along a new one.
public func allGather<Tree: PyTree>(
  _ tree: Tree, over name: AxisLabel, axis: Int = 0, tiled isTiled: Bool = false
) throws -> Tree {
  let size = try Trace.mappedAxis(name, for: "allGather").size
  return try tree.mapLeaves(of: NDArray.self) { array in
    let place = try NDArray.normalize(axis, rank: isTiled ? array.rank : array.rank + 1, for: "allGather")
    let gathered = try AllGather(label: name, count: size, axis: place)(array)
    guard isTiled else { return gathered }
    var shape = array.shape
    shape[place] *= size
    return try gathered.reshaped(to: shape)
  }
}

/// Arrays passed from item to item of a mapped axis; an item that is sent nothing gets zeros.
///
/// - Parameters:
///   - tree: a tree with the arrays of one item.
///   - name: the name of the mapped axis.
///   - pairs: who sends to whom; no item sends twice or receives twice.
public func ppermute<Tree: PyTree>(
  _ tree: Tree, over name: AxisLabel, _ pairs: [(source: Int, target: Int)]
) throws -> Tree {
  let size = try Trace.mappedAxis(name, for: "ppermute").size
  var sources: [Int: Int] = [:]
  for (source, target) in pairs {
    guard (0..<size).contains(source), (0..<size).contains(target) else {
      throw ArrayError.argument(
        operation: "ppermute", problem: "the pair (\(source), \(target)) is out of range for \(size) items")
    }
    guard sources.updateValue(source, forKey: target) == nil else {
      throw ArrayError.argument(operation: "ppermute", problem: "item \(target) receives more than once")
    }
  }
  guard Set(sources.values).count == sources.count else {
    throw ArrayError.argument(operation: "ppermute", problem: "an item sends more than once")
  }
  return try tree.mapLeaves(of: NDArray.self) { try AxisPermute(label: name, sources: sources)($0) }
}

/// Each item of a mapped axis sends its part at each place of one axis to the item of that number.
///
/// - Parameters:
///   - tree: a tree with the arrays of one item.
///   - name: the name of the mapped axis.
///   - splitAxis: the axis that is dealt out; it must be as long as there are items, and disappears.
///   - concatAxis: where the axis of the items received stands in the result.
public func allToAll<Tree: PyTree>(
  _ tree: Tree, over name: AxisLabel, splitAxis: Int, concatAxis: Int
) throws -> Tree {
  let size = try Trace.mappedAxis(name, for: "allToAll").size
  return try tree.mapLeaves(of: NDArray.self) { array in
    let split = try NDArray.normalize(splitAxis, rank: array.rank, for: "allToAll")
    let concat = try NDArray.normalize(concatAxis, rank: array.rank, for: "allToAll")
    guard array.shape[split] == size else {
      throw ArrayError.shape(
        operation: "allToAll", expected: "axis \(split) as long as there are items, \(size)", found: [array.shape])
    }
    return try AllToAll(label: name, splitAxis: split, concatAxis: concat)(array)
  }
}
