import Arrays
import NamedAxes
import Testing
import Trees
import Variables

/// Variables inside `jit` and `grad`: read at each call, written back once, never left holding a symbol.
@Suite struct TransformationTests {
  let x: NamedArray

  init() throws {
    x = try NamedArray(NDArray([1, 1] as [Float]), "f")
  }

  private func hasSymbols(_ model: SampleModel) throws -> Bool {
    try freezeVariables(model).leaves(of: NDArray.self).contains { $0.isTraced }
  }

  @Test func variablesOfAnArgumentAreReadAtEachCall() throws {
    let model = try SampleModel.make()
    var traces = 0
    let run = jit { (model: SampleModel, x: NamedArray) in
      traces += 1
      return try model(x)
    }
    #expect(try run(model, x).unwrap("f").doubles() == [11, 22])
    (model.weights as? Parameter)?.value = try NamedArray(NDArray([3, 4] as [Float]), "f")
    #expect(try run(model, x).unwrap("f").doubles() == [13, 24])
    #expect(traces == 1)
    #expect(try model.count == 2)
    #expect(try !hasSymbols(model))
  }

  @Test func capturedVariablesAreReadAndWrittenToo() throws {
    let model = try SampleModel.make()
    var traces = 0
    let run = jit(donatingArgument: false) { (x: NamedArray) in
      traces += 1
      return try model(model(x))
    }
    #expect(try run(x).unwrap("f").doubles() == [21, 64])
    #expect(try model.count == 2)
    (model.other as? Parameter)?.value = try NamedArray(NDArray([0, 0] as [Float]), "f")
    #expect(try run(x).unwrap("f").doubles() == [1, 4])
    #expect(try model.count == 4)
    #expect(traces == 1)
    #expect(try !hasSymbols(model))
  }

  @Test func anotherModelOfTheSameStructureUsesTheSameProgram() throws {
    var traces = 0
    let run = jit { (model: SampleModel, x: NamedArray) in
      traces += 1
      return try model(x)
    }
    let (first, second) = (try SampleModel.make(), try SampleModel.make())
    _ = try run(first, x)
    _ = try run(second, x)
    _ = try run(second, x)
    #expect(traces == 1)
    #expect(try first.count == 1)
    #expect(try second.count == 2)
  }

  @Test func sharedAndSeparateVariablesAreDifferentStructures() throws {
    let run = jit { (model: SampleModel, x: NamedArray) in try model(x) }
    #expect(try run(SampleModel.make(shared: true), x).unwrap("f").doubles() == [2, 4])
    #expect(try run(SampleModel.make(), x).unwrap("f").doubles() == [11, 22])
  }

  @Test func aTraceThatThrowsChangesNothing() throws {
    struct Stop: Error {}
    let model = try SampleModel.make()
    let run = jit { (model: SampleModel, x: NamedArray) throws -> NamedArray in
      _ = try model(x)
      (model.weights as? Parameter)?.value = x
      throw Stop()
    }
    #expect(throws: Stop.self) { try run(model, x) }
    func stop(_ x: NamedArray) throws -> NDArray {
      _ = try model(x)
      throw Stop()
    }
    #expect(throws: Stop.self) { try valueAndGrad(stop)(x) }
    #expect(try model.count == 0)
    #expect(try values(model.weights) == [1, 2])
    #expect(try !hasSymbols(model))
  }

  @Test func gradientsAreThoseOfFrozenParameters() throws {
    let model = try SampleModel.make()
    let (unbound, parameters) = try unbindParameters(model)
    let frozen = parameters.map { $0.frozen() }
    let x = x
    func loss(_ frozen: [ParameterValue]) throws -> NDArray {
      let y = try bindVariables(unbound, frozen)(x)
      return try (y * y).sum().unwrap()
    }
    let (value, gradient) = try valueAndGrad(loss)(frozen)
    #expect(try value.doubles() == [121 + 484])
    #expect(gradient.map(\.label) == ["weights", "other"])
    #expect(try values(gradient[0]) == [22, 44])
    #expect(try values(gradient[1]) == [22, 44])
    #expect(try model.count == 1)
    #expect(try !hasSymbols(model))

    let tangent = try jvp(loss, at: frozen, along: frozen).tangent
    #expect(try tangent.doubles() == [1210])  // 22 * 1 + 44 * 2 + 22 * 10 + 44 * 20
    let step = jit { (frozen: [ParameterValue], _: NDArray) in try grad(loss)(frozen) }
    #expect(try values(step(frozen, 0)[0]) == [22, 44])
    #expect(try model.count == 3)
  }

  @Test func mappedFunctionsMayNotChangeVariables() throws {
    let model = try SampleModel.make()
    let rows = try NDArray([1, 2] as [Float])
    let text = message {
      try vmap { (row: NDArray) in
        try model.counter.set(model.counter.value + 1)
        return row
      }(rows)
    }
    #expect(text.contains(#"StateVariable("counter") was changed inside vmap"#))
    #expect(try model.count == 0)
  }

  @Test func liveVariablesHaveNoGradient() throws {
    let model = try SampleModel.make()
    let text = message { _ = try grad { (model: SampleModel) in try NDArray([1.0]).sum() }(model) }
    #expect(text.contains("grad: there is the variable Parameter("))
    #expect(text.contains("Differentiate with respect to its frozen value"))
  }

  @Test func compiledFunctionsReturnNoVariables() throws {
    let make = jit { (x: NDArray) in Parameter(try NamedArray(x, "f"), label: "made") }
    let text = message { _ = try make(NDArray([1.0])) }
    #expect(text.contains(#"jit: there is the variable Parameter("made")"#))
    #expect(text.contains("Return its value"))
  }

  @Test func variablesMadeInsideMayBeChanged() throws {
    let fromSymbol = jit(donatingArgument: false) { (x: NDArray) in
      let variable = StateVariable(x)
      variable.value = try variable.value + 1
      return variable.value
    }
    #expect(try fromSymbol(NDArray([1, 2])).doubles() == [2, 3])
    let fromNumber = jit(donatingArgument: false) { (x: NDArray) in
      let variable = StateVariable(try NDArray([0]))
      variable.value = try variable.value + x
      return variable.value
    }
    #expect(try fromNumber(NDArray([1])).doubles() == [1])
    // A second call finds a new variable, not what the first left.
    #expect(try fromNumber(NDArray([1])).doubles() == [1])
  }

  @Test func twoTasksTrainTwoModels() async throws {
    let ends = try await withThrowingTaskGroup(of: (Int, Int32, [Double]).self) { group in
      for number in 0..<2 {
        group.addTask {
          let model = try SampleModel.make()
          let x = try NamedArray(NDArray([1, 1] as [Float]), "f")
          let step = jit { (model: SampleModel, x: NamedArray) throws -> NamedArray in
            let y = try model(x)
            if let weights = model.weights as? Parameter { weights.value = try weights.value + Float(number + 1) }
            return y
          }
          for _ in 0..<50 {
            _ = try step(model, x)
            await Task.yield()
          }
          return (number, try model.count, try values(model.weights))
        }
      }
      var ends: [Int: (Int32, [Double])] = [:]
      for try await (number, count, weights) in group { ends[number] = (count, weights) }
      return ends
    }
    #expect(ends[0]?.0 == 50)
    #expect(ends[1]?.0 == 50)
    #expect(ends[0]?.1 == [51, 52])
    #expect(ends[1]?.1 == [101, 102])
  }
}
