import Synchronization
import Trees

@testable import Arrays

/// A variable that counts how often it is written.
final class TestCell: StateCell, TreeLeaf, Sendable {
  let cellName: String
  private let state: Mutex<(value: any StateValue, stores: Int)>

  init(_ value: any StateValue, name: String = "TestCell") {
    cellName = name
    state = Mutex((value, 0))
  }

  func load() -> any StateValue { state.withLock { $0.value } }

  func store(_ value: any StateValue) {
    state.withLock { state in
      state.value = value
      state.stores += 1
    }
  }

  /// How often the cell was written.
  var stores: Int { state.withLock { $0.stores } }

  /// The array that the cell holds, as the active trace sees it.
  var array: NDArray {
    get throws {
      guard let array = readState() as? NDArray else {
        throw ArrayError.argument(operation: "TestCell", problem: "the cell holds no array")
      }
      return array
    }
  }
}

/// A tree with an array, a variable and something static.
struct Holder: PyTree {
  var cell: TestCell
  var scale: NDArray
  var mode = "plain"

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("cell", &cell)
    try walker.child("scale", &scale)
    try walker.constant("mode", mode)
  }
}

/// A tree of named parts, some of them nested.
struct Weights: PyTree, Sendable {
  var matrix: NDArray
  var biases: [String: NDArray]
  var layers: [[NDArray]]

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("matrix", &matrix)
    try walker.child("biases", &biases)
    try walker.child("layers", &layers)
  }
}

/// Counts how often a traced function runs.
final class CallCounter: Sendable {
  private let count = Mutex(0)
  var value: Int { count.withLock { $0 } }
  func add() { count.withLock { $0 += 1 } }
}
