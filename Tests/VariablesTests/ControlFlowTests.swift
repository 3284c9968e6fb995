import Arrays
import NamedAxes
import Testing
import Trees
import Variables

/// Variables inside loops, branches and checkpoints, alone and within compiled and differentiated functions.
@Suite struct ControlFlowTests {
  private let model: SampleModel
  private let x: NamedArray

  init() throws {
    model = try SampleModel.make()
    x = try NamedArray(NDArray([1, 1] as [Float]), "f")
  }

  private func doubles(_ array: NamedArray) throws -> [Double] { try array.unwrap("f").doubles() }

  @Test func loopsPassVariablesFromRoundToRound() throws {
    // x becomes weights * x + other: 1 -> 11 -> 21 -> 31, and 1 -> 22 -> 64 -> 148.
    let (end, counts) = try scan(x, length: 3) { x in (try model(x), try model.counter.value) }
    #expect(try doubles(end) == [31, 148])
    #expect(try counts.doubles() == [1, 2, 3])
    #expect(try model.count == 3)
    #expect(try !model.counter.value.isTraced)
  }

  @Test func loopsWithinCompiledFunctionsWriteBackOnce() throws {
    var traces = 0
    let run = jit { (model: SampleModel, x: NamedArray) in
      traces += 1
      return try scan(x, length: 3) { x in (try model(x), [NDArray]()) }.carry
    }
    #expect(try doubles(run(model, x)) == [31, 148])
    #expect(try doubles(run(model, x)) == [31, 148])
    #expect(try model.count == 6)
    #expect(traces == 1)
    let other = try SampleModel.make()
    _ = try run(other, x)
    #expect(try other.count == 3)
    #expect(try model.count == 6)
  }

  @Test func gradientsThroughLoopsCountEveryRoundOnce() throws {
    let (slots, values) = try unbindAndFreezeParameters(model)
    let (_, gradient) = try valueAndGrad { (values: [ParameterValue]) in
      let model = try bindVariables(slots, values)
      return try scan(x, length: 2) { x in (try model(x), [NDArray]()) }.carry.sum().unwrap()
    }(values)
    // w (w x + b) + b has the derivatives 2 w x + b and w + 1.
    #expect(try self.values(gradient[0]) == [12, 24])
    #expect(try self.values(gradient[1]) == [2, 3])
    #expect(try model.count == 2)
  }

  private func values(_ value: ParameterValue) throws -> [Double] { try doubles(value.value) }

  @Test func branchesChangeVariablesOnlyWhereTheyAreTaken() throws {
    func step(_ predicate: NDArray) throws -> NamedArray {
      try cond(predicate) {
        try model(x)
      } else: {
        x
      }
    }
    #expect(try doubles(step(NDArray(1))) == [11, 22])
    #expect(try doubles(step(NDArray(0))) == [1, 1])
    #expect(try model.count == 1)
    let compiled = jit(step)
    for predicate in [1, 0, 1] { _ = try compiled(NDArray(predicate)) }
    #expect(try model.count == 3)
  }

  @Test func whileLoopsReadAndChangeVariables() throws {
    let run = jit { (x: NamedArray) in
      try whileLoop(x) { _ in
        try model.counter.value.less(4)
      } _: {
        try model($0)
      }
    }
    #expect(try doubles(run(x)) == [41, 316])
    #expect(try model.count == 4)
    #expect(try doubles(run(x)) == [1, 1])
    #expect(try model.count == 4)
    let text = message {
      try whileLoop(x) { _ in
        try model.counter.set(model.counter.value + 1)
        return try model.counter.value.less(4)
      } _: {
        $0
      }
    }
    #expect(text.contains(#"StateVariable("counter") was changed inside the condition of whileLoop"#))
  }

  @Test func checkpointsComputeAgainWithoutCountingAgain() throws {
    let (slots, values) = try unbindAndFreezeParameters(model)
    func loss(_ values: [ParameterValue]) throws -> NDArray {
      let y = try bindVariables(slots, values)(x)
      return try (y * y).sum().unwrap()
    }
    let plain = try grad(loss)(values)
    let saving = try grad(checkpoint(loss))(values)
    #expect(try saving.map { try self.values($0) } == plain.map { try self.values($0) })
    #expect(try model.count == 2)
    // Live variables in the argument of a checkpoint are read and changed, too.
    #expect(try doubles(checkpoint { (model: SampleModel, x: NamedArray) in try model(x) }(model, x)) == [11, 22])
    #expect(try model.count == 3)
  }

  @Test func numbersInStateStayWeaklyTyped() throws {
    let count = StateVariable(NDArray(0), label: "count")
    let programs: [() throws -> Void] = [
      { _ = try scan(x, length: 2) { x in (x, [try count.modify { try $0 + 1 }]) } },
      {
        _ = try cond(NDArray(1)) {
          try count.modify { try $0 + 1 }
        } else: {
          count.value
        }
      },
      { _ = try jit { (x: NamedArray) in try count.modify { try $0 + 1 } }(x) },
      { _ = try checkpoint { (x: NamedArray) in try count.modify { try $0 + 1 } }(x) },
    ]
    for program in programs {
      try program()
      #expect(count.value.isWeaklyTyped)
    }
    #expect(try count.value.item(as: Int32.self) == 5)
    // One branch leaves an array of its own.
    _ = try cond(NDArray(0)) {
      count.value = try NDArray([7], shape: [])
      return x
    } else: {
      try count.modify { try $0 + 1 }
      return x
    }
    #expect(!count.value.isWeaklyTyped)
    #expect(try count.value.item(as: Int32.self) == 6)
  }

  @Test func everyRoundLeavesWhatItFound() throws {
    let text = message {
      try scan(x, length: 2) { x in
        try model.counter.set(NDArray([1, 2]))
        return (x, [NDArray]())
      }
    }
    #expect(text.contains(#"StateVariable("counter") was changed inside scan"#))
    #expect(text.contains("every round must leave what it found"))
    #expect(try model.count == 0)
  }

  @Test func mappedFunctionsReadVariablesAndMakeTheirOwn() throws {
    let rows = try NDArray([[1.0, 1], [2, 2]])
    let results = try vmap(inputAxes: [nil, 0]) { (model: SampleModel, row: NDArray) in
      let sum = StateVariable(row)
      for _ in 0..<2 {
        sum.value = try sum.value + model.weights.value.unwrap("f")
      }
      return sum.value
    }(model, rows)
    #expect(try results.doubles() == [3, 5, 4, 6])
    let inside = try grad { (x: NDArray) in
      let total = StateVariable(try NDArray([0.0], shape: []))
      try total.modify { try $0 + (x * x).sum() }
      return total.value
    }(rows)
    #expect(try inside.doubles() == [2, 2, 4, 4])
  }

  @Test func compiledFunctionsMayChangeTheStructureOfState() throws {
    let saved = StateVariable<NDArray?>(nil, label: "saved")
    var traces = 0
    let step = jit { (saved: StateVariable<NDArray?>, x: NDArray) in
      traces += 1
      saved.value = try saved.value.map { try $0 + x } ?? x
      return x
    }
    for _ in 0..<4 { _ = try step(saved, NDArray([1.0])) }
    #expect(try saved.value?.doubles() == [4])
    #expect(traces == 2)
  }
}
