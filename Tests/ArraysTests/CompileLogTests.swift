import Synchronization
import Testing
import Trees

@testable import Arrays

@Suite struct CompileLogTests {
  private func events(_ body: () throws -> Void) throws -> [CompileEvent] {
    let events = Mutex<[CompileEvent]>([])
    try withCompileLog({ event in events.withLock { $0.append(event) } }) { try body() }
    return events.withLock { $0 }
  }

  /// What the log says of the second of two calls.
  private func changes<Argument: PyTree>(from first: Argument, to second: Argument) throws -> [String] {
    let function = jit { (_: NDArray, argument: Argument) in try argument.leaves(of: NDArray.self)[0] }
    let x = try NDArray([1.0])
    #expect(try events { _ = try function(x, first) }.first?.changes == [])
    let traces = try events { _ = try function(x, second) }.filter { $0.step == .trace }
    #expect(traces.count == 1 && traces[0].function == "jit")
    return traces[0].changes
  }

  @Test func tracesAndProgramsAreLogged() throws {
    let function = jit { (x: NDArray) in try (x * 0.123_456 + 17.25).cos() }
    let x = try NDArray([1.0, 2])
    let events = try events {
      _ = try function(x)
      _ = try function(x)
    }
    #expect(events.count == 2)
    #expect(events[0].step == .trace && events[0].equationCount == 5)
    #expect(events[1].step != .trace && events[1].function == "jit" && events[1].equationCount == 5)
    #expect(events[0].description.hasPrefix("jit: traced, 5 operations, "))
    #expect(events[0].duration > .zero)
    let silent = try self.events { _ = try function(x) }
    #expect(silent.isEmpty)
  }

  @Test func eagerOperationsAndTransformationsAreNamed() throws {
    let x = try NDArray.zeros([7, 3, 5, 1, 1, 2])
    let eager = try events { _ = try x.tan() }
    #expect(eager.map(\.function).allSatisfy { $0 == "tan" })
    let slope = try events { _ = try grad { (x: NDArray) in try (x * 0.987_654).tan().sum() }(x) }
    #expect(slope.map(\.function) == ["grad"])
  }

  private struct Layer: PyTree, Hashable {
    var size: Int
    static func == (left: Layer, right: Layer) -> Bool { left.size == right.size }
    func hash(into hasher: inout Hasher) { hasher.combine(size) }
    var weights: NDArray
    mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
      try walker.constant("size", size)
      try walker.child("weights", &weights)
    }
  }

  private struct Model: PyTree {
    var layers: [Layer]
    var scale: [String: NDArray] = [:]
    mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
      try walker.child("layers", &layers)
      try walker.child("scale", &scale)
    }
  }

  private func layer(_ size: Int, _ shape: [Int]) throws -> Layer { try Layer(size: size, weights: .zeros(shape)) }

  @Test func differencesAreNamedByTheirPath() throws {
    let model = try Model(layers: [layer(1, [2]), layer(2, [3, 4])], scale: ["a": NDArray([1.0])])
    var other = model
    other.layers[1].weights = try .zeros([3, 5])
    #expect(
      try changes(from: model, to: other) == ["argument 1.layers[1].weights: float32[3, 4] -> float32[3, 5]"])
    other = model
    other.layers[0].size = 7
    #expect(try changes(from: model, to: other) == ["argument 1.layers[0].size: static value 1 -> 7"])
    other = model
    other.layers[0].weights = try .zeros([2], dtype: .float64)
    other.layers[1].size = 3
    #expect(
      try changes(from: model, to: other) == [
        "argument 1.layers[0].weights: float32[2] -> float64[2]", "argument 1.layers[1].size: static value 2 -> 3",
      ])
  }

  @Test func structuresAreCompared() throws {
    let model = try Model(layers: [layer(1, [2])], scale: ["a": NDArray([1.0])])
    var other = model
    other.scale = ["b": try NDArray([1.0])]
    #expect(
      try changes(from: model, to: other) == [
        "structure changed: argument 1.scale[\"a\"] is gone",
        "structure changed: argument 1.scale[\"b\"] is new, float32[1]",
      ])
    other = model
    other.layers.append(try layer(2, [2]))
    let added = try changes(from: model, to: other)
    #expect(added.count == 3 && added.allSatisfy { $0.hasPrefix("structure changed: argument 1.layers[1]") })
    #expect(
      try changes(from: [NDArray([1.0])], to: [NDArray(1.0)])
        == ["argument 1[0]: float32[1] -> float32[], weakly typed"])
  }

  @Test func theClosestEarlierCallIsCompared() throws {
    let function = jit { (x: NDArray, y: NDArray) in (try x.sum() + y.sum()) }
    let calls: [([Int], [Int])] = [([2], [3]), ([5], [7]), ([5], [8])]
    let changes = try calls.map { first, second in
      try events { _ = try function(.zeros(first), .zeros(second)) }.first { $0.step == .trace }?.changes
    }
    #expect(
      changes == [
        [], ["argument 0: float32[2] -> float32[5]", "argument 1: float32[3] -> float32[7]"],
        ["argument 1: float32[7] -> float32[8]"],
      ])
  }

  @Test func valuesOfCapturedVariablesCanChangeTheirStructure() throws {
    let cell = TestCell(try NDArray([1.0]))
    let function = jit { (x: NDArray) in try x + cell.array }
    _ = try function(NDArray(2.0))
    cell.store(try NDArray([1.0, 2]))
    let event = try events { _ = try function(NDArray(2.0)) }.first { $0.step == .trace }
    #expect(event?.changes == ["structure changed: that of the value of a captured variable"])
  }
}
