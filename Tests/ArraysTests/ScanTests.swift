import Testing
import Trees

@testable import Arrays

/// Loops over items; values and derivatives against JAX are in GradientGoldenTests.
@Suite struct ScanTests {
  private let numbers = try? NDArray([1.0, 2, 3, 4, 5])

  private func sums(reverse: Bool = false, unroll: Int = 1) throws -> (carry: NDArray, results: NDArray) {
    try scan(NDArray(0.0), over: try #require(numbers), reverse: reverse, unroll: unroll) { sum, x in
      let next = try sum + x
      return (next, next)
    }
  }

  @Test(arguments: 1...6) func passesValuesFromRoundToRound(unroll: Int) throws {
    let (last, all) = try sums(unroll: unroll)
    #expect(try last.doubles() == [15])
    #expect(try all.doubles() == [1, 3, 6, 10, 15])
    #expect(try sums(reverse: true, unroll: unroll).results.doubles() == [15, 14, 12, 9, 5])
  }

  @Test func numbersOfTheProgramTakeTheDtypeOfTheRounds() throws {
    let (last, _) = try scan(NDArray(0), over: try #require(numbers)) { (try $0 + $1, [NDArray]()) }
    #expect(last.dtype == .float64 || last.dtype == .float32)
    #expect(try last.doubles() == [15])
  }

  @Test func treesPassThrough() throws {
    let start = ["a": try NDArray([1.0, 2]), "b": NDArray(3.0)]
    let (last, results) = try scan(start, length: 3) { state in
      let (a, b) = (try #require(state["a"]), try #require(state["b"]))
      return (["a": try a * 2, "b": try b + 1], Pair(b, [a]))
    }
    #expect(try last["a"]?.doubles() == [8, 16])
    #expect(try results.first.doubles() == [3, 4, 5])
    #expect(results.second[0].shape == [3, 2])
  }

  @Test func noRoundsGiveTheStart() throws {
    let (last, results) = try scan(try NDArray([1.0, 2]), length: 0) { ($0, try $0.sum()) }
    #expect(try last.doubles() == [1, 2])
    #expect(results.shape == [0])
    let empty = try map(over: NDArray.zeros([0, 3])) { try $0.sum() }
    #expect(empty.shape == [0])
  }

  @Test func bodyIsRecordedOnceWhateverTheLength() throws {
    func equations(_ length: Int) throws -> (rounds: Int, lines: Int) {
      let counter = CallCounter()
      let text = try lower { (x: NDArray) in
        try scan(x, length: length) { state in
          counter.add()
          return (try state.sin(), state)
        }.results
      }(NDArray.zeros([3])).stableHLO
      return (counter.value, text.split(separator: "\n").count)
    }
    let (short, long) = (try equations(10), try equations(100_000))
    #expect(short.rounds == 1)
    #expect(short == long)
  }

  @Test func variablesThatTheBodyChangesPassThrough() throws {
    let count = TestCell(try NDArray([0.0]))
    let total = try scan(NDArray(0.0), over: try #require(numbers)) { sum, x in
      let old = try count.array
      count.writeState(try old + x)
      return (try sum + old.sum(), [NDArray]())
    }.carry
    #expect(try count.array.doubles() == [15])
    #expect(try total.doubles() == [0 + 1 + 3 + 6 + 10])
    #expect(count.stores == 1)
  }

  @Test func derivativesOfLongLoopsAgreeWithUnrolledOnes() throws {
    let (weights, xs) = (
      try NDArray([0.3, -0.2, 0.5, 0.1], shape: [2, 2], dtype: .float64),
      try NDArray((0..<12).map { Double($0) * 0.1 - 0.5 }, shape: [6, 2], dtype: .float64)
    )
    func loss(unroll: Int) -> ([NDArray]) throws -> NDArray {
      { inputs in
        try scan(NDArray.zeros([2], dtype: .float64), over: inputs[1], unroll: unroll) { state, x in
          (try (inputs[0].matmul(state) + x).tanh(), [NDArray]())
        }.carry.squared().sum()
      }
    }
    func unrolled(_ inputs: [NDArray]) throws -> NDArray {
      var state = try NDArray.zeros([2], dtype: .float64)
      for step in 0..<6 { state = try (inputs[0].matmul(state) + inputs[1][step]).tanh() }
      return try state.squared().sum()
    }
    let wanted = try grad(unrolled)([weights, xs])
    for unroll in [1, 2, 4, 6] {
      for (x, y) in zip(try grad(loss(unroll: unroll))([weights, xs]), wanted) {
        #expect(distance(try x.doubles(), try y.doubles()) < 1e-14)
      }
    }
  }

  @Test func whatIsTheSameInEveryRoundIsKeptOnce() throws {
    // The derivative needs sin of the constant: it must not be stacked over the rounds.
    let record = try Trace.record("test", [ArrayType([4], .float64), ArrayType([50, 4], .float64)]) { x in
      try [
        scan(NDArray.zeros([4], dtype: .float64), over: x[1]) { state, item in
          (try state * x[0].sin() + item, [NDArray]())
        }.carry
      ]
    }
    let parts = try record.graph.linearized(active: [true, true])
    let residuals = parts.forward.outputTypes.dropFirst(1)
    #expect(residuals.contains(ArrayType([4], .float64)))
    #expect(residuals.count { $0.shape.first == 50 } == 1, "\(residuals): the states alone differ from round to round")
  }

  // MARK: Misuse

  @Test func valuesOfAnotherTypeAreNamedByTheirPath() throws {
    let start = ["a": try NDArray.zeros([2]), "b": try NDArray.zeros([3])]
    let error = #expect(throws: ArrayError.self) {
      try scan(start, length: 2) { state in
        var next = state
        next["b"] = try NDArray.zeros([4])
        return (next, [NDArray]())
      }
    }
    #expect(
      error?.description
        == "scan: the value at [\"b\"] is float32[3] going into a round and float32[4] coming out; both must be the same."
    )
    let dtype = #expect(throws: ArrayError.self) {
      try scan(try NDArray([1, 2]), length: 2) { (try $0.astype(.float32), [NDArray]()) }
    }
    #expect(dtype?.description.contains("int32[2] going into a round and float32[2] coming out") == true)
  }

  @Test func structuresThatDifferAreNamed() throws {
    let error = #expect(throws: ArrayError.self) {
      try scan(["a": NDArray(1.0)], length: 2) { _ in (["b": NDArray(1.0)], [NDArray]()) }
    }
    #expect(error?.description.contains("the body must give values like those it takes") == true)
    let fixed = #expect(throws: ArrayError.self) {
      try scan(Pair(NDArray(1.0), 3), length: 2) { (Pair($0.first, $0.second + 1), [NDArray]()) }
    }
    #expect(fixed?.description.contains(".second is 3 going into a round and 4 coming out") == true)
  }

  @Test func lengthsMustBeKnownAndEqual() throws {
    let two = try NDArray.zeros([2])
    let differ = #expect(throws: ArrayError.self) {
      try scan(NDArray(0.0), over: [two, NDArray.zeros([3])]) { carry, _ in (carry, [NDArray]()) }
    }
    #expect(differ?.description == "scan: the first axes have sizes [2, 3]; they must be equal.")
    let length = #expect(throws: ArrayError.self) {
      try scan(NDArray(0.0), over: two, length: 5) { carry, _ in (carry, [NDArray]()) }
    }
    #expect(length?.description == "scan: the first axes have sizes [2] and length is 5.")
    let none = #expect(throws: ArrayError.self) {
      try scan(NDArray(0.0), over: [NDArray]()) { carry, _ in (carry, [NDArray]()) }
    }
    #expect(none?.description == "scan: there are no arrays to run over; give a length.")
    let scalar = #expect(throws: ArrayError.self) {
      try scan(NDArray(0.0), over: ["x": NDArray(1.0)]) { carry, _ in (carry, [NDArray]()) }
    }
    #expect(scalar?.description == "scan: the array at [\"x\"] has no axis to run over.")
    #expect(throws: ArrayError.self) { try scan(NDArray(0.0), length: -1) { ($0, [NDArray]()) } }
    #expect(throws: ArrayError.self) { try scan(NDArray(0.0), length: 2, unroll: 0) { ($0, [NDArray]()) } }
    #expect(throws: ArrayError.self) { try map(over: two, batchSize: 0) { $0 } }
  }

  @Test func variablesMustKeepTheirTypes() throws {
    let cell = TestCell(try NDArray([0.0]), name: "history")
    let error = #expect(throws: ArrayError.self) {
      try scan(NDArray(0.0), length: 3) { carry in
        cell.writeState(try NDArray.concatenate([cell.array, cell.array]))
        return (carry, [NDArray]())
      }
    }
    #expect(error?.description.hasPrefix("history was changed inside scan: it held") == true)
    let argument = #expect(throws: ArrayError.self) { try scan(cell, length: 3) { ($0, [NDArray]()) } }
    #expect(argument?.description.contains("there is the variable history") == true)
  }
}
