import Testing

@testable import Arrays

/// A graph's forward and reverse derivatives as graphs.
struct DerivativeGraphs {
  /// From the inputs and the tangents of the active ones to the outputs and the tangents of the active ones.
  let jvp: Graph
  /// From the inputs and cotangents of the active outputs to the cotangents of the active inputs.
  let pullback: Graph
  let activeOutputs: [Bool]
  let tangentTypes: [ArrayType]
  let cotangentTypes: [ArrayType]

  /// - Parameter active: the inputs with tangents; all floating point ones unless given.
  init(_ graph: Graph, active: [Bool]? = nil) throws {
    let active = active ?? graph.inputTypes.map(\.dtype.isFloating)
    (jvp, activeOutputs) = try graph.jvp(active: active)
    tangentTypes = zip(graph.inputTypes, active).filter(\.1).map(\.0)
    cotangentTypes = zip(graph.outputTypes, activeOutputs).filter(\.1).map(\.0)
    let linearization = try graph.linearized(active: active)
    let backward = try linearization.linear.transposed(residualCount: linearization.residualCount)
    pullback = try Trace.record("conformance", graph.inputTypes + cotangentTypes) { symbols in
      let trace = try Trace.required()
      let forward = try trace.inline(linearization.forward, Array(symbols.prefix(graph.inputs.count)))
      return try trace.inline(
        backward, Array(forward.dropFirst(graph.outputs.count)) + symbols.dropFirst(graph.inputs.count))
    }.graph
  }

  /// Both in one graph: from the inputs, tangents and cotangents to all that ``jvp`` and ``pullback`` give.
  func joined() throws -> Graph {
    try Trace.record("conformance", jvp.inputTypes + cotangentTypes) { symbols in
      let trace = try Trace.required()
      let primals = symbols.prefix(jvp.inputs.count - tangentTypes.count)
      return try trace.inline(jvp, Array(symbols.prefix(jvp.inputs.count)))
        + trace.inline(pullback, Array(primals + symbols.suffix(cotangentTypes.count)))
    }.graph
  }
}

extension PrimitiveCase {
  /// Whether operands of float64 can be given.
  var isPossiblyDifferentiable: Bool {
    (derivativeOrder ?? 0) > 0 && dtypes.contains(.float64)
      && operands.contains { $0.dtype == nil || $0.dtype == .float64 }
  }

  /// Whether results have tangents.
  var isDifferentiable: Bool {
    guard isPossiblyDifferentiable, let graph = try? graph(.float64) else { return false }
    let active = (try? graph.jvp(active: graph.inputTypes.map(\.dtype.isFloating)))?.activeOutputs
    // A rule that fails must fail its tests, not slip out of them.
    return active?.contains(true) ?? true
  }

  /// All floating point operands together, and each alone where there are several.
  var activeSubsets: [[Bool]] {
    let floating = types(.float64).map(\.dtype.isFloating)
    let places = floating.indices.filter { floating[$0] }
    guard places.count > 1 else { return [floating] }
    return [floating] + places.map { only in floating.indices.map { $0 == only } }
  }
}

/// Two arrays of one program that must agree.
struct Comparison {
  var name: String
  var found: NDArray
  var wanted: NDArray
  var tolerance: Double

  init(_ name: String, _ found: NDArray, _ wanted: NDArray, _ tolerance: Double) {
    (self.name, self.found, self.wanted, self.tolerance) = (name, found, wanted, tolerance)
  }
}

/// Comparisons that run as one program, to compile once.
struct ComparisonProgram {
  /// Where recorded comparisons go, and where directions come from.
  struct Numbers {
    fileprivate var sequence = NumberSequence(seed: 3)
    var comparisons: [Comparison] = []

    mutating func direction(like type: ArrayType) throws -> NDArray {
      let array = try sequence.direction(like: type)
      // As captured arrays they become inputs of the program; the compiler cannot fold them.
      return array
    }
  }

  private let item: PrimitiveCase
  private var bodies: [(inout Numbers, [NDArray]) throws -> Void] = []

  init(_ item: PrimitiveCase) { self.item = item }

  mutating func add(_ body: @escaping (inout Numbers, [NDArray]) throws -> Void) throws { bodies.append(body) }

  func run() throws {
    var numbers = Numbers()
    let primals = try item.arrays(.float64)
    let record = try Trace.record("conformance", primals.map(\.type)) { symbols in
      for body in bodies { try body(&numbers, symbols) }
      return numbers.comparisons.flatMap { [$0.found, $0.wanted] }
    }
    #expect(!numbers.comparisons.isEmpty)
    let engine = try Engine.shared.get()
    let results = try engine.compileQuickly(record.graph.pruned())
      .run(primals + record.captures, on: engine)
    for (position, comparison) in numbers.comparisons.enumerated() {
      let (found, wanted) = (try results[2 * position].doubles(), try results[2 * position + 1].doubles())
      let gap = distance(found, wanted)
      #expect(gap <= max(comparison.tolerance, item.rounding), "\(comparison.name): \(found) against \(wanted)")
      #expect(!found.contains { !$0.isFinite }, "\(comparison.name)")
    }
  }
}
