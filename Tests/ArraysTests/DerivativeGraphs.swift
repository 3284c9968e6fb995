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

  /// - Parameter active: the inputs with tangents; all inexact ones unless given.
  init(_ graph: Graph, active: [Bool]? = nil) throws {
    let active = active ?? graph.inputTypes.map(\.dtype.isInexact)
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
  /// The types of 64-bit numbers in which it is differentiated, real ones first.
  var derivativeTypes: [DType] {
    guard (derivativeOrder ?? 0) > 0 else { return [] }
    return [DType.float64, .complex128].filter { dtype in
      dtypes.contains(dtype) && operands.contains { $0.dtype == nil || $0.dtype == dtype }
    }
  }

  /// Whether operands that have derivatives can be given.
  var isPossiblyDifferentiable: Bool { !derivativeTypes.isEmpty }

  /// Whether results have tangents.
  var isDifferentiable: Bool {
    guard let dtype = derivativeTypes.first, let graph = try? graph(dtype) else { return false }
    let active = (try? graph.jvp(active: graph.inputTypes.map(\.dtype.isInexact)))?.activeOutputs
    // A rule that fails must fail its tests, not slip out of them.
    return active?.contains(true) ?? true
  }

  /// All inexact operands together, and each alone where there are several.
  func activeSubsets(_ dtype: DType) -> [[Bool]] {
    let inexact = types(dtype).map(\.dtype.isInexact)
    let places = inexact.indices.filter { inexact[$0] }
    guard places.count > 1 else { return [inexact] }
    return [inexact] + places.map { only in inexact.indices.map { $0 == only } }
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
  private let dtype: DType
  private var bodies: [(inout Numbers, [NDArray]) throws -> Void] = []

  init(_ item: PrimitiveCase, _ dtype: DType) { (self.item, self.dtype) = (item, dtype) }

  mutating func add(_ body: @escaping (inout Numbers, [NDArray]) throws -> Void) throws { bodies.append(body) }

  func run() throws {
    var numbers = Numbers()
    let primals = try item.arrays(dtype)
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
