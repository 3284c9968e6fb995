import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

@Suite struct LayerStatelessCallTests {
  private let input: NamedArray

  init() throws { input = try NamedArray(NDArray([1, 2] as [Float]), "f") }

  private func model() throws -> (layer: Scale, factor: Parameter, calls: StateVariable<NDArray>) {
    let factor = Parameter(try NamedArray(NDArray([10, 100] as [Float]), "f"), label: "factor")
    let calls = StateVariable(try NDArray([0], shape: []), label: "calls")
    return (Scale(factor: factor, calls: calls), factor, calls)
  }

  private func doubles(_ array: NamedArray) throws -> [Double] { try array.unwrap("f").doubles() }

  private func message(_ mistake: () throws -> some Any) -> String {
    do {
      _ = try mistake()
      return "nothing was thrown"
    } catch {
      return "\(error)"
    }
  }

  @Test func stateGoesInAndComesOut() throws {
    let (layer, _, calls) = try model()
    let (slots, state) = try unbindAndFreezeStateVariables(layer)
    let (output, first) = try slots.statelessCall(state, input)
    let (_, second) = try slots.statelessCall(first, input)
    #expect(try doubles(output) == [10, 200])
    #expect(try count(state[0]) == 0)
    #expect(try count(first[0]) == 1)
    #expect(try count(second[0]) == 2)
    #expect(try calls.value.item(as: Int32.self) == 0)
  }

  private func count(_ value: any FrozenVariable) throws -> Int32 {
    try #require(value as? StateVariableValue<NDArray>).value.item(as: Int32.self)
  }

  @Test func variablesThatAreNotGivenAreConstants() throws {
    let (layer, factor, _) = try model()
    let text = message { try layer.statelessCall([], input) }
    #expect(text.contains(#"Cannot change StateVariableValue("calls"): it is a frozen value"#))
    let (slots, state) = try unbindAndFreezeStateVariables(layer)
    let (output, _) = try slots.statelessCall(state, input)
    #expect(try doubles(output) == [10, 200])
    factor.value = try factor.value * 0
    #expect(try doubles(slots.statelessCall(state, input).output) == [0, 0])
  }

  @Test func valuesComeBackInTheOrderInWhichTheyWereGiven() throws {
    let (layer, factor, _) = try model()
    let (slots, values) = try unbindAndFreezeVariables(layer)
    #expect(values.map(\.label) == ["factor", "calls"])
    let (output, updated) = try slots.statelessCall(values.reversed(), input)
    #expect(try doubles(output) == [10, 200])
    #expect(updated.map(\.label) == ["calls", "factor"])
    #expect(try count(updated[0]) == 1)
    #expect(try doubles(factor.value) == [10, 100])
  }

  @Test func argumentAndSideInputsShareTheVariables() throws {
    let stream = RandomStream(baseKey: try RandomKey(3))
    let (slots, state) = try unbindAndFreezeVariables(stream)
    let layer = Draw()
    let (output, updated) = try layer.statelessCall(state, slots, [.randomStream: slots])
    #expect(try count(updated[0]) == 2)
    #expect(try stream.offset.value.item(as: Int32.self) == 0)
    #expect(try output.first.data.doubles() == stream.baseKey.foldIn(NDArray(0)).data.doubles())
    #expect(try output.second.data.doubles() == stream.baseKey.foldIn(NDArray(1)).data.doubles())
    // A live stream among the side inputs is changed as in any other call.
    _ = try layer.statelessCall(state, slots, [.randomStream: stream])
    #expect(try stream.offset.value.item(as: Int32.self) == 1)
  }

  @Test func sideInputsMayBeSlots() throws {
    let values = [StateVariableValue(try NDArray([5], shape: []), label: "calls")]
    let slot = StateVariableSlot<NDArray>(label: "calls")
    let (output, updated) = try CountBeside().statelessCall(values, input, ["calls": slot, "other": "text"])
    #expect(try doubles(output) == [5, 10])
    #expect(try count(updated[0]) == 6)
  }

  @Test func layersOfAnyTypeTakeNamedArrays() throws {
    let (layer, _, _) = try model()
    let (slots, state) = try unbindAndFreezeStateVariables(layer)
    let erased: any Layer = Sequential([slots, slots])
    let (output, updated) = try erased.statelessCall(state, input)
    #expect(try doubles(output) == [100, 20_000])
    #expect(try count(updated[0]) == 2)
  }

  @Test func compiledAndRepeatedCallsPassStateOn() throws {
    let (layer, _, _) = try model()
    let (slots, state) = try unbindAndFreezeStateVariables(layer)
    var traces = 0
    let step = jit { (state: [any FrozenVariable], input: NamedArray) in
      traces += 1
      return try slots.statelessCall(state, input).values
    }
    var values = state
    for _ in 0..<3 { values = try step(values, input) }
    #expect(try count(values[0]) == 3)
    #expect(traces == 1)
    let (looped, outputs) = try scan(state, length: 4) { state in
      let (output, state) = try slots.statelessCall(state, input)
      return (state, output.data)
    }
    #expect(try count(looped[0]) == 4)
    #expect(outputs.shape == [4, 2])
    let gradient = try grad { (input: NamedArray) in
      try slots.statelessCall(state, input).output.sum().unwrap()
    }(input)
    #expect(try doubles(gradient) == [10, 100])
  }

  @Test func valuesWithoutASlotAndRepeatedOnesAreRefused() throws {
    let (slots, state) = try unbindAndFreezeStateVariables(model().layer)
    let stranger = StateVariableValue(try NDArray([0], shape: []), label: "stranger")
    let unused = message { try slots.statelessCall(state + [stranger], input) }
    #expect(unused.contains(#"StateVariableSlot(label: "stranger")"#))
    #expect(message { try slots.statelessCall(state + state, input) }.contains("Repeated slot"))
    #expect(message { try slots.statelessCall([], input) }.contains("which holds none"))
  }
}

/// Multiplies by a parameter, and counts its calls.
private struct Scale: Layer {
  var factor: any ParameterLike
  var calls: any StateVariableLike<NDArray>

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try calls.modify { try $0 + 1 }
    return try input * factor.value
  }

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("factor", &factor)
    try walker.child("calls", &calls)
  }
}

/// Multiplies by the number in a variable that it gets beside its input, and counts that up.
private struct CountBeside: Layer {
  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let calls = try side.require("calls", as: (any StateVariableLike<NDArray>).self, for: self)
    return try input * NamedArray(calls.modify { try $0 + 1 })
  }

  mutating func walk(_ walker: inout some TreeWalker) throws {}
}

/// Draws a key from its input, and one from the stream beside it.
private struct Draw: Layer {
  func callAsFunction(_ input: RandomStream, _ side: SideInputs) throws -> TwoKeys {
    let other: RandomStream = try side.require(.randomStream, for: self)
    return TwoKeys(first: try input.nextKey(), second: try other.nextKey())
  }

  mutating func walk(_ walker: inout some TreeWalker) throws {}
}

private struct TwoKeys: PyTree, Sendable {
  var first: RandomKey
  var second: RandomKey

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("first", &first)
    try walker.child("second", &second)
  }
}
