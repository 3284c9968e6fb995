import Testing

@testable import Arrays

/// The derivative rules of every primitive, in float64 at points where it is smooth.
@Suite struct PrimitiveDerivativeTests {
  private static let step = 1e-5

  /// jvp against central differences, transposition against jvp, for all operands together and each alone.
  @Test(arguments: PrimitiveCases.all.filter(\.isPossiblyDifferentiable))
  func firstDerivativesAgreeWithDifferences(item: PrimitiveCase) throws {
    for dtype in item.derivativeTypes {
      var checks = ComparisonProgram(item, dtype)
      let graph = try item.graph(dtype)
      for active in item.activeSubsets(dtype) {
        try checks.add { numbers, primals in
          let derivatives = try DerivativeGraphs(graph, active: active)
          let tangents = try derivatives.tangentTypes.map { try numbers.direction(like: $0) }
          try compareWithDifferences(
            derivatives.jvp, of: graph, derivatives.activeOutputs, primals, active, tangents,
            into: &numbers.comparisons)
          try compareInnerProducts(derivatives, primals, active, tangents, &numbers)
        }
      }
      try checks.run()
    }
  }

  /// jvp of jvp, jvp of the pullback, and the pullback of the pullback.
  @Test(arguments: PrimitiveCases.all.filter { $0.isDifferentiable && $0.derivativeOrder == 2 })
  func secondDerivativesAgreeWithDifferences(item: PrimitiveCase) throws {
    for dtype in item.derivativeTypes {
      var checks = ComparisonProgram(item, dtype)
      let first = try DerivativeGraphs(item.graph(dtype))
      for graph in [first.jvp, first.pullback] {
        try checks.add { numbers, primals in
          let active = graph.inputTypes.map(\.dtype.isInexact)
          let inputs = try primals + graph.inputTypes.dropFirst(primals.count).map { try numbers.direction(like: $0) }
          let derivatives = try DerivativeGraphs(graph, active: active)
          let tangents = try derivatives.tangentTypes.map { try numbers.direction(like: $0) }
          // Differences of rounded numbers say nothing.
          if item.rounding == 0 {
            try compareWithDifferences(
              derivatives.jvp, of: graph, derivatives.activeOutputs, inputs, active, tangents,
              into: &numbers.comparisons)
          }
          try compareInnerProducts(derivatives, inputs, active, tangents, &numbers)
        }
      }
      try checks.run()
    }
  }

  /// In the smaller types the rules give the operand's own dtype, and values near those in float64.
  @Test(arguments: PrimitiveCases.all.filter(\.isDifferentiable))
  func smallerFloatsFollowFloat64(item: PrimitiveCase) throws {
    for dtype in item.dtypes where dtype.isFloating && dtype != .float64 && item.derivativeTypes.contains(.float64) {
      let small = try DerivativeGraphs(item.graph(dtype))
      #expect(small.jvp.outputTypes.suffix(small.cotangentTypes.count) == small.cotangentTypes[...], "\(dtype)")
      #expect(small.pullback.outputTypes == small.tangentTypes, "\(dtype)")
      guard dtype == .float32 else { continue }
      let large = try DerivativeGraphs(item.graph(.float64))
      let (smallInputs, largeInputs) = (try inputs(item, small.jvp, .float32), try inputs(item, large.jvp, .float64))
      let both = try Trace.record("conformance", (smallInputs + largeInputs).map(\.type)) { symbols in
        let trace = try Trace.required()
        return try trace.inline(small.jvp, Array(symbols.prefix(smallInputs.count)))
          + trace.inline(large.jvp, Array(symbols.dropFirst(smallInputs.count)))
      }.graph
      let engine = try Engine.shared.get()
      let results = try engine.compileQuickly(both)
        .run(smallInputs + largeInputs, on: engine).map { try $0.doubles() }
      for (x, y) in zip(results.prefix(results.count / 2), results.suffix(results.count / 2)) {
        #expect(distance(x, y) < 2e-4)
      }
    }
  }

  @Test func derivativesStopWhereTheyAreMeantTo() throws {
    let hidden = PrimitiveCases.all.filter { $0.derivativeOrder == nil }
    #expect(hidden.map { $0.primitive.label } == ["stop_gradient"])
    for item in hidden { #expect(try item.graph(.float64).jvp(active: [true]).activeOutputs == [false]) }
  }

  private func inputs(_ item: PrimitiveCase, _ graph: Graph, _ dtype: DType) throws -> [NDArray] {
    var numbers = NumberSequence(seed: 7)
    return try item.arrays(dtype)
      + graph.inputTypes.dropFirst(item.operands.count).map { try numbers.direction(like: $0) }
  }

  /// Records the tangents that a jvp gives beside the central differences of the function.
  private func compareWithDifferences(
    _ jvp: Graph, of graph: Graph, _ activeOutputs: [Bool], _ primals: [NDArray], _ active: [Bool],
    _ tangents: [NDArray], into comparisons: inout [Comparison]
  ) throws {
    let trace = try Trace.required()
    let results = try trace.inline(jvp, primals + tangents)
    let plain = try trace.inline(graph, primals)
    var changes = results.dropFirst(graph.outputs.count)
    let (ahead, behind) = (
      try trace.inline(graph, moved(primals, tangents, active, by: Self.step)),
      try trace.inline(graph, moved(primals, tangents, active, by: -Self.step))
    )
    for (position, type) in graph.outputTypes.enumerated() {
      let change = activeOutputs[position] ? changes.popFirst() : nil
      if type.dtype.isInexact {
        comparisons.append(
          Comparison("primal \(position) of jvp", results[position], plain[position], 1e-12))
      }
      guard type.dtype.component == .float64 else { continue }
      let difference = try (ahead[position] - behind[position]) / (2 * Self.step)
      let zero = try NDArray.full(type.shape, 0, dtype: type.dtype)
      comparisons.append(Comparison("tangent \(position), active \(active)", change ?? zero, difference, 2e-7))
    }
  }

  /// Records <Jv, w> beside <v, Jᵀw>, without conjugation; of complex numbers their real parts, as maps that take parts
  /// of them are linear over the real numbers only.
  private func compareInnerProducts(
    _ derivatives: DerivativeGraphs, _ primals: [NDArray], _ active: [Bool], _ tangents: [NDArray],
    _ numbers: inout ComparisonProgram.Numbers
  ) throws {
    let trace = try Trace.required()
    let cotangents = try derivatives.cotangentTypes.map { try numbers.direction(like: $0) }
    let changes = try trace.inline(derivatives.jvp, primals + tangents).suffix(derivatives.cotangentTypes.count)
    let gradients = try trace.inline(derivatives.pullback, primals + cotangents)
    #expect(gradients.map(\.type) == derivatives.tangentTypes)
    numbers.comparisons.append(
      Comparison(
        "inner products, active \(active)", try product(Array(changes), cotangents), try product(tangents, gradients),
        1e-10))
  }

  private func moved(
    _ primals: [NDArray], _ tangents: [NDArray], _ active: [Bool], by step: Double
  ) throws -> [NDArray] {
    var rest = tangents[...]
    return try zip(primals, active).map { primal, isActive in
      guard isActive, let tangent = rest.popFirst() else { return primal }
      return try primal + tangent * step
    }
  }

  private func product(_ left: [NDArray], _ right: [NDArray]) throws -> NDArray {
    try zip(left, right).reduce(NDArray.full([], 0, dtype: .float64)) { sum, pair in
      let wide: DType = pair.0.dtype.isComplex ? .complex128 : .float64
      return try sum + (pair.0.astype(wide) * pair.1.astype(wide)).sum().real()
    }
  }
}
