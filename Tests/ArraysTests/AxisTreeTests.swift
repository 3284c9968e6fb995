import Testing
import Trees

@testable import Arrays

/// `vmap` over different axes of the parts of trees.
@Suite struct AxisTreeTests {
  /// A matrix, biases by name and lists of arrays: of each some that differ from item to item.
  private let weights: Weights

  init() throws {
    let matrix = try NDArray.arange(0.0, 6.0).reshaped(to: [2, 3])
    let (inner, outer) = (try NDArray([10.0, 20, 30]), try NDArray([1.0, 2]))
    let (row, last) = (try NDArray([1.0, 2, 3], shape: [1, 3]), try NDArray([5.0, 6]))
    weights = Weights(matrix: matrix, biases: ["inner": inner, "outer": outer], layers: [[row], [last]])
  }

  private static let axes: AxisTree = [
    "matrix": 1, "biases": ["inner": 0, "outer": nil], "layers": [-1, nil],
  ]

  private func total(_ weights: Weights) throws -> NDArray {
    #expect(weights.matrix.shape == [2])
    #expect(weights.layers[0][0].shape == [1])
    let biases = try (weights.biases["inner"] ?? 0) + (weights.biases["outer"] ?? 0)
    return try (weights.matrix + biases + weights.layers[0][0]) * weights.layers[1][0]
  }

  private func message(_ body: () throws -> some Any) -> String {
    let error = #expect(throws: ArrayError.self) { _ = try body() }
    return error?.description ?? ""
  }

  @Test func everyPartHasItsAxis() throws {
    let mapped = try vmap(over: Self.axes, total)(weights)
    #expect(mapped.shape == [3, 2])
    #expect(try mapped.doubles() == [60, 96, 120, 168, 180, 240])
    let last = try vmap(over: Self.axes, into: 1, total)(weights)
    #expect(try last.doubles() == mapped.transposed().doubles())
  }

  @Test func aLoopOverTheItemsGivesTheSame() throws {
    let mapped = try vmap(over: Self.axes, total)(weights)
    for item in 0..<3 {
      var one = weights
      one.matrix = try weights.matrix[0..., item]
      one.biases["inner"] = try weights.biases["inner"]?[item]
      one.layers[0][0] = try weights.layers[0][0][0..., item]
      #expect(try total(one).doubles() == mapped[item].doubles())
    }
  }

  @Test func resultsGoWhereAskedFor() throws {
    let results = try vmap(over: 1, into: ["same": nil, "first": 0, "list": [1, -1]]) { (column: NDArray) in
      Results(same: try NDArray([7.0]), first: column, list: [column, try column.outer(column)])
    }(weights.matrix)
    #expect(try results.same.doubles() == [7])
    #expect(results.first.shape == [3, 2])
    #expect(results.list.map(\.shape) == [[2, 3], [2, 2, 3]])
    #expect(try results.list[0].doubles() == weights.matrix.doubles())
  }

  private struct Results: PyTree {
    var same: NDArray
    var first: NDArray
    var list: [NDArray]

    mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
      try walker.child("same", &same)
      try walker.child("first", &first)
      try walker.child("list", &list)
    }
  }

  @Test func severalArgumentsHaveAListOfChoices() throws {
    let scaled = vmap(over: [["a": 0, "b": nil], 1]) { (tree: [String: NDArray], x: NDArray) in
      try (tree["a"] ?? 0) * x + (tree["b"] ?? 0)
    }
    let tree = ["a": try NDArray([1.0, 2, 3]), "b": NDArray(100.0)]
    #expect(try scaled(tree, weights.matrix).doubles() == [100, 103, 102, 108, 106, 115])
    let three = vmap(over: [nil, 0, 1]) { (scale: NDArray, x: NDArray, y: NDArray) in try scale * x + y }
    #expect(try three(NDArray([1.0, 10]), NDArray([1.0, 2, 3]), weights.matrix).shape == [3, 2])
    let common = vmap(over: 0) { (x: NDArray, y: NDArray) in try x * y }
    #expect(try common(NDArray([1.0, 2]), NDArray([3.0, 4])).doubles() == [3, 8])
  }

  @Test func optionalsAreAsGoodAsWhatTheyHold() throws {
    let mapped = vmap(over: [0, nil]) { (x: NDArray, bias: NDArray?) in try x + (bias ?? 0) }
    #expect(try mapped(NDArray([1.0, 2]), NDArray(5.0)).doubles() == [6, 7])
    #expect(try mapped(NDArray([1.0, 2]), nil).doubles() == [1, 2])
    let parts = vmap(over: [["a": 0]]) { (optional: [[String: NDArray]?]) in try (optional[0]?["a"] ?? 0) * 2 }
    #expect(try parts([["a": NDArray([1.0, 2])]]).doubles() == [2, 4])
  }

  @Test func derivativesPassThrough() throws {
    let slope = try grad { (weights: Weights) in try vmap(over: Self.axes, total)(weights).sum() }(weights)
    #expect(try slope.matrix.doubles() == [5, 5, 5, 6, 6, 6])
    #expect(try slope.biases["outer"]?.doubles() == [15, 18])
  }

  @Test func choicesThatDoNotFitAreRefused() throws {
    let unknown = message { try vmap(over: ["kernel": 0, "matrix": 0, "biases": 0, "layers": 0], total)(weights) }
    #expect(unknown.contains("over: names \"kernel\", which is not there, where the tree has a Weights"), "\(unknown)")
    let missing = message { try vmap(over: ["matrix": 0, "layers": 0], total)(weights) }
    #expect(missing.contains("over: has no choice for the arrays at .biases"), "\(missing)")
    let count = message { try vmap(over: ["matrix": 1, "biases": nil, "layers": [0]], total)(weights) }
    #expect(count.contains("has 1 choices for 2 elements at .layers"), "\(count)")
    let list = message { try vmap(over: ["matrix": [0, 1], "biases": nil, "layers": 0], total)(weights) }
    #expect(list.contains("has a list at .matrix, where the tree has a NDArray"), "\(list)")
    let twice = message {
      try vmap(over: ["a": 0, "a": 1]) { (tree: [String: NDArray]) in tree }(["a": weights.matrix])
    }
    #expect(twice.contains("names \"a\" twice"), "\(twice)")
    let pair = message { try vmap(over: [0]) { (x: NDArray, y: NDArray) in try x + y }(weights.matrix, weights.matrix) }
    #expect(pair.contains("over: has choices for 1 arguments, there are 2"), "\(pair)")
    let named = message { try vmap(over: ["x": 0]) { (x: NDArray, y: NDArray) in x }(weights.matrix, weights.matrix) }
    #expect(named.contains("over: names fields, but there are 2 arguments"), "\(named)")
    let axis = message { try vmap(over: ["a": 2]) { (tree: [String: NDArray]) in tree }(["a": weights.matrix]) }
    #expect(axis == "vmap: axis 2 is out of range for an array with 2 axes (valid: -2..<2).")
    let result = message { try vmap(over: 0, into: [0, nil]) { (x: NDArray) in [x, x] }(weights.matrix) }
    #expect(result.contains("a result differs from item to item"), "\(result)")
  }
}
