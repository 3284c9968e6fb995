import PJRT
import Testing

@testable import Arrays

/// Compares a batched graph with the graph run on each item, for many choices of the batched axes.
struct BatchingCheck {
  private static let size = 3

  var graph: Graph
  var name: String
  /// The inputs of one item, by a seed.
  var inputs: (UInt64) throws -> [NDArray]

  /// - Parameter axisOptions: 3 for every combination of none, first and last axis; 2 for none and one place each,
  ///   first and last by turns.
  func run(axisOptions: Int) throws {
    let engine = try Engine.shared.get()
    let items = try (1...Self.size).map { try inputs(UInt64($0)) }
    let stacked = try graph.inputs.indices.map { position in
      let type = items[0][position].type
      return try NDArray(
        components: items.flatMap { try $0[position].doubles() }, type: type.with(shape: [Self.size] + type.shape))
    }
    let choices = axisChoices(axisOptions)
    let single = try engine.compileQuickly(graph)
    var expected: [[Bool]: [[Double]]] = [:]
    var shapes: [[Int]] = []
    let batched = try Trace.record("conformance", (stacked + items[0]).map(\.type)) { symbols in
      try choices.flatMap { axes in
        let arguments = try axes.enumerated().map { position, axis in
          guard let axis else { return symbols[stacked.count + position] }
          return try symbols[position].movingAxis(0, to: axis)
        }
        let (graph, outputAxes) = try self.graph.batched(axes, over: MappedAxis(size: Self.size))
        let mask = axes.map { $0 != nil }
        if expected[mask] == nil { expected[mask] = try loop(mask, items, single, engine) }
        return try zip(Trace.required().inline(graph, arguments), outputAxes).map { array, axis in
          let placed = try Batched(array: array, axis: axis).placed(at: 0, size: Self.size)
          shapes.append(placed.shape)
          return placed
        }
      }
    }.graph
    let results = try engine.compileQuickly(batched).run(stacked + items[0], on: engine)
    for (choice, axes) in choices.enumerated() {
      for (position, wanted) in (expected[axes.map { $0 != nil }] ?? []).enumerated() {
        let index = choice * graph.outputs.count + position
        let type = graph.outputTypes[position]
        #expect(results[index].type == type.with(shape: [Self.size] + type.shape), "\(name), axes \(axes)")
        let gap = distance(try results[index].doubles(), wanted)
        #expect(gap <= max(1e-11, type.dtype.roundingTolerance), "\(name), axes \(axes), result \(position)")
      }
    }
  }

  /// The results for all items one after another, by result.
  private func loop(
    _ isBatched: [Bool], _ items: [[NDArray]], _ single: Program, _ engine: Engine
  ) throws -> [[Double]] {
    var results = [[Double]](repeating: [], count: graph.outputs.count)
    for item in items {
      let arguments = isBatched.indices.map { isBatched[$0] ? item[$0] : items[0][$0] }
      for (position, result) in try single.run(arguments, on: engine).enumerated() {
        results[position] += try result.doubles()
      }
    }
    return results
  }

  private func axisChoices(_ options: Int) -> [[Int?]] {
    let ranks = graph.inputTypes.map(\.rank)
    // Beyond four operands every combination would be thousands: all of the same kind share a place then.
    guard ranks.count <= 4 else { return sharedChoices(ranks) }
    var choices: [[Int?]] = [[]]
    for (position, rank) in ranks.enumerated() {
      let places: [Int] = rank == 0 ? [0] : options == 3 && ranks.count <= 3 ? [0, rank] : [position % 2 * rank]
      choices = choices.flatMap { choice in ([nil] + places).map { choice + [$0] } }
    }
    return choices.filter { $0.contains { $0 != nil } }
  }

  private func sharedChoices(_ ranks: [Int]) -> [[Int?]] {
    var choices: [[Int?]] = []
    for only in ranks.indices { choices.append(ranks.indices.map { $0 == only ? 0 : nil }) }
    for missing in ranks.indices { choices.append(ranks.indices.map { $0 == missing ? nil : ranks[$0] }) }
    choices.append(ranks.map { _ in 0 })
    choices.append(ranks.enumerated().map { $0 % 2 * $1 })
    return choices
  }
}

extension Engine {
  /// A graph compiled in half the time: its rules are in question here, not the compiler's optimizations.
  func compileQuickly(_ graph: Graph) throws -> Program {
    var options = compileOptions
    options.overrides["xla_backend_optimization_level"] = .integer(0)
    return try compile(graph, options: options)
  }
}
