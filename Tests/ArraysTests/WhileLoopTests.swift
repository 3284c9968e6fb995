import Testing
import Trees

@testable import Arrays

@Suite struct WhileLoopTests {
  /// Newton's method for a square root.
  private func root(_ x: NDArray) throws -> NDArray {
    try whileLoop(x) { guess in
      try (guess * guess - x).abs().greater(1e-6)
    } _: { guess in
      try (guess + x / guess) * 0.5
    }
  }

  @Test func runsWhileTheConditionHolds() throws {
    #expect(Swift.abs(try root(NDArray(2.0)).doubles()[0] - 2.squareRoot()) < 1e-6)
    let never = try whileLoop(NDArray(5)) {
      try $0.less(3)
    } _: {
      try $0 + 1
    }
    #expect(try never.doubles() == [5])
  }

  @Test func isDifferentiableForwards() throws {
    let (value, change) = try jvp(root, at: NDArray(3.0), along: NDArray(1.0))
    #expect(Swift.abs(try value.doubles()[0] - 3.squareRoot()) < 1e-6)
    #expect(Swift.abs(try change.doubles()[0] - 0.5 / 3.squareRoot()) < 1e-4)
    // And within linearize, whose known part runs the loop alone.
    let linear = try linearize(root, at: NDArray(3.0))
    #expect(Swift.abs(try linear.linear(NDArray(2.0)).doubles()[0] - 1 / 3.squareRoot()) < 1e-4)
  }

  @Test func refusesReverseWithAdvice() throws {
    let error = #expect(throws: ArrayError.self) { try grad { try root($0) }(NDArray(2.0)) }
    #expect(error?.description.contains("whileLoop has no reverse derivative rule") == true)
    #expect(error?.description.contains("foriLoop with Int bounds") == true)
  }

  @Test func carriesWithoutDerivativesDoNotStandInItsWay() throws {
    // The count decides; the value is differentiated in reverse outside of the loop.
    let gradient = try grad { (x: NDArray) in
      let rounds = try whileLoop(NDArray(0)) {
        try $0.less(4)
      } _: {
        try $0 + 1
      }
      return try x * x * rounds.astype(.float32)
    }(NDArray(3.0))
    #expect(try gradient.doubles() == [24])
  }

  @Test func itemsOfABatchStopWhenTheyAreDone() throws {
    let starts = try NDArray([1, 10, 100])
    let counts = try vmap { (x: NDArray) in
      try whileLoop(Pair(x, NDArray(0))) {
        try $0.first.less(64)
      } _: {
        Pair(try $0.first * 2, try $0.second + 1)
      }
    }(starts)
    #expect(try counts.first.doubles() == [64, 80, 100])
    #expect(try counts.second.doubles() == [6, 3, 0])
  }

  @Test func boundsMayBeKnownOnlyWhenItRuns() throws {
    let sum = jit { (n: NDArray) in try foriLoop(from: 0, to: n, NDArray(0)) { i, total in try total + i } }
    #expect(try sum(NDArray(10)).doubles() == [45])
    #expect(try sum(NDArray(0)).doubles() == [0])
    #expect(try sum(NDArray(-3)).doubles() == [0])
  }

  @Test func variablesThatTheBodyChangesPassThrough() throws {
    let cell = TestCell(NDArray(0))
    let last = try whileLoop(NDArray(0)) { state in
      try state.less(5).logicalAnd(cell.array.less(100))
    } _: { state in
      cell.writeState(try cell.array + state)
      return try state + 1
    }
    #expect(try last.doubles() == [5])
    #expect(try cell.array.doubles() == [10])
    let error = #expect(throws: ArrayError.self) {
      try whileLoop(NDArray(0)) { state in
        cell.writeState(state)
        return try state.less(3)
      } _: {
        try $0 + 1
      }
    }
    #expect(error?.description.contains("TestCell was changed inside the condition of whileLoop") == true)
  }

  @Test func misuseIsNamed() throws {
    let condition = #expect(throws: ArrayError.self) {
      try whileLoop(NDArray(0)) {
        $0
      } _: {
        try $0 + 1
      }
    }
    #expect(
      condition?.description == "whileLoop: the condition must give one boolean, found int32[]; use all() or any().")
    let shape = #expect(throws: ArrayError.self) {
      try whileLoop(try NDArray([1, 2])) {
        try $0.sum().less(9)
      } _: {
        try NDArray.concatenate([$0, $0])
      }
    }
    #expect(shape?.description.contains("int32[2] going into a round and int32[4] coming out") == true)
    let bounds = #expect(throws: ArrayError.self) {
      try foriLoop(from: 0, to: NDArray(2.5), NDArray(0)) { _, x in x }
    }
    #expect(bounds?.description == "foriLoop: bounds must be integer scalars, found float32[].")
  }
}
