import Arrays
import NamedAxes
import Testing
import Variables

/// Variables whose memory a compiled function may take.
@Suite struct DonationTests {
  private let x: NamedArray

  init() throws { x = try NamedArray(NDArray([1, 1] as [Float]), "f") }

  private func double(_ model: SampleModel) throws -> SampleModel {
    for case let parameter as Parameter in [model.weights, model.other] { parameter.value = try parameter.value * 2 }
    return model
  }

  @Test func oldValuesAreGoneAndNewOnesStay() throws {
    let model = try SampleModel.make()
    let snapshot = try freezeVariables(model)
    let step = jit(donatingVariables: true) { (model: SampleModel, x: NamedArray) in try double(model)(x) }
    for round in 1...3 {
      let scale = Double(1 << round)
      #expect(try step(model, x).unwrap("f").doubles() == [11 * scale, 22 * scale])
      #expect(try values(model.weights) == [scale, 2 * scale])
      #expect(try model.count == round)
    }
    #expect(message { try values(snapshot.weights) }.contains("donated"))
  }

  @Test func variablesThatAreOnlyReadAreKept() throws {
    let model = try SampleModel.make()
    let snapshot = try freezeVariables(model)
    let step = jit(donatingVariables: true) { (model: SampleModel, x: NamedArray) in try model(x) }
    for _ in 0..<2 { _ = try step(model, x) }
    #expect(try values(snapshot.weights) == [1, 2])
    #expect(try values(model.weights) == [1, 2])
    #expect(try model.count == 2)
  }

  @Test func variablesThatShareOneArrayAreBothChanged() throws {
    let array = try NamedArray(NDArray([1, 2] as [Float]), "f")
    let model = SampleModel(
      weights: Parameter(array, label: "weights"), other: Parameter(array, label: "other"),
      counter: StateVariable(try NDArray([0], shape: []), label: "counter"))
    let step = jit(donatingVariables: true) { (model: SampleModel, x: NamedArray) in try double(model)(x) }
    #expect(try step(model, x).unwrap("f").doubles() == [4, 8])
    #expect(try step(model, x).unwrap("f").doubles() == [8, 16])
    #expect(try values(model.other) == [4, 8])
  }

  @Test func anArgumentThatSharesItsArrayWithAVariableIsRead() throws {
    let variable = StateVariable(try NDArray([1.0, 2.0]), label: "v")
    let step = jit(donatingVariables: true) { (variable: StateVariable<NDArray>, x: NDArray) in
      variable.value = try variable.value + x
      return try x * 2
    }
    #expect(try step(variable, variable.value).doubles() == [2, 4])
    #expect(try variable.value.doubles() == [2, 4])
  }
}
