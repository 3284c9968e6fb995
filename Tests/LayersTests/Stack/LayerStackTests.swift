import Arrays
import Layers
import NamedAxes
import Selectors
import Testing
import Trees
import Variables

/// Adds one to a state variable and to its input.
private struct Count: Layer {
  var count: any StateVariableLike<NamedArray>

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try count.set(count.value + 1)
    return try input + 1
  }
  mutating func walk(_ walker: inout some TreeWalker) throws { try walker.child("count", &count) }
}

struct LayerStackTests {
  private func stack(_ size: Int, key: RandomKey?) throws -> LayerStack {
    try LayerStack.fromSublayerBuilder(stackAxis: "blocks", stackAxisSize: size, key: key) { key in
      Residual(
        Sequential([
          try Affine.fromConfig(name: "blocks/affine", key: key, inputAxes: ["f": 3], outputAxes: ["f": 3]),
          Elementwise(.tanh),
        ]))
    }
  }

  @Test func everyArrayHasTheStackAxis() throws {
    let parameters = try stack(4, key: RandomKey(1)).leaves(of: Parameter.self)
    #expect(parameters.map(\.label.text) == ["blocks/affine/Linear.weights", "blocks/affine/AddBias.bias"])
    #expect(parameters.map(\.value.namedShape) == [["blocks": 4, "f": 3, "f_out": 3], ["blocks": 4, "f": 3]])
  }

  @Test func theStackRunsItsLayersInTurn() throws {
    let stack = try stack(3, key: RandomKey(1))
    let input = try counting(["batch": 2, "f": 3])
    let layers = try stack.unstacked { .name("\($0.text) \($1)") }
    var expected = input
    for layer in layers { expected = try layer(expected) }
    for (found, wanted) in zip(try values(stack(input), "batch", "f"), try values(expected, "batch", "f")) {
      #expect(abs(found - wanted) < 1e-5)
    }
    // Each layer has weights of its own.
    let weights = try layers.map { try ($0.leaves(of: Parameter.self)[0]).value.data.doubles() }
    #expect(Set(weights).count == 3)
  }

  @Test func stackingUndoesUnstacking() throws {
    let stack = try stack(3, key: RandomKey(1))
    let layers = try stack.unstacked { .name("\($0.text) \($1)") }
    let again = try LayerStack.stacking(layers, stackAxis: "blocks") { .name(String($0.text.dropLast(2))) }
    let (old, new) = (try stack.leaves(of: Parameter.self), try again.leaves(of: Parameter.self))
    #expect(old.map(\.label) == new.map(\.label))
    for (left, right) in zip(old, new) {
      #expect(try left.value.data.doubles() == right.value.order(like: left.value).data.doubles())
    }
  }

  @Test func withoutAKeyThereAreSlots() throws {
    let stack = try stack(3, key: nil)
    #expect(try stack.leaves(of: Parameter.self).isEmpty)
    let error = #expect(throws: LayerError.self) { _ = try Sequential([stack])(counting(["f": 3])) }
    #expect(error?.path.description == ".sublayers[0].stackedSublayers.delta.sublayers[0].sublayers[0]")
    #expect(error?.underlying is VariableError)
  }

  @Test func aStackOfNothingGivesItsInput() throws {
    #expect(try values(stack(0, key: RandomKey(1))(counting(["f": 3])), "f") == [1, 2, 3])
  }

  @Test func sharedStatePassesFromLayerToLayer() throws {
    let count = StateVariable(
      try NamedArray.zeros([:]), label: "count", metadata: LayerStackBehavior.metadata([("blocks", .shared)]))
    let stack = LayerStack(Count(count: count), stackAxis: "blocks", stackAxisSize: 3)
    #expect(try values(stack(counting(["f": 1])), "f") == [4])
    #expect(try values(count.value) == [3])
  }

  @Test func stateOfEachLayersOwnIsStacked() throws {
    let count = StateVariable(
      try counting(["blocks": 3]), label: "count", metadata: LayerStackBehavior.metadata([("blocks", .perLayer)]))
    let stack = LayerStack(Count(count: count), stackAxis: "blocks", stackAxisSize: 3)
    #expect(try values(stack(counting(["f": 1])), "f") == [4])
    #expect(try values(count.value, "blocks") == [2, 3, 4])
  }

  @Test func variablesInSideInputsAreShared() throws {
    let stream = RandomStream(baseKey: try RandomKey(0))
    let stack = try LayerStack.fromSublayerBuilder(stackAxis: "blocks", stackAxisSize: 3, key: RandomKey(0)) { _ in
      StochasticDropout(dropRate: 0.5)
    }
    _ = try stack(counting(["f": 3]), [.randomStream: stream])
    #expect(try stream.offset.value.item(as: Int32.self) == 3)
  }

  private func refusal(_ metadata: [String: String], _ value: NamedArray) -> String {
    let count = StateVariable(value, label: "count", metadata: metadata)
    do {
      _ = try LayerStack(Count(count: count), stackAxis: "blocks", stackAxisSize: 3)(counting(["f": 1]))
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func stateWithoutABehaviourIsRefused() throws {
    let message = refusal([:], try counting(["blocks": 3]))
    #expect(message.contains(#"StateVariable("count")"#) && message.contains("must say for the axis blocks"))
  }

  @Test func stateThatDoesNotFitItsBehaviourIsRefused() throws {
    let perLayer = refusal(LayerStackBehavior.metadata([("blocks", .perLayer)]), try counting(["blocks": 2]))
    #expect(perLayer.contains("must have the axis blocks of size 3, found {blocks: 2}"))
    let shared = refusal(LayerStackBehavior.metadata([("blocks", .shared)]), try counting(["blocks": 3]))
    #expect(shared.contains("is shared by all layers and must not have the axis blocks, found {blocks: 3}"))
  }

  @Test func anArrayOfAnotherSizeIsNamed() throws {
    let bias = AddBias(bias: Parameter(try counting(["blocks": 2, "f": 1]), label: "b"))
    let error = #expect(throws: LayerError.self) {
      _ = try LayerStack(bias, stackAxis: "blocks", stackAxisSize: 3)(counting(["f": 1]))
    }
    #expect(error?.path.description == ".stackedSublayers.bias.value")
    #expect(error?.description.contains("axis blocks: size 2 does not match the expected 3") == true)
  }

  @Test func aLayerMustGiveWhatItTakes() throws {
    let layer = RenameAxes(from: ["f"], to: ["g"])
    #expect(throws: (any Error).self) {
      _ = try LayerStack(layer, stackAxis: "blocks", stackAxisSize: 2)(counting(["f": 1]))
    }
  }

  @Test func layersThatDifferAreNotStacked() throws {
    func layer(_ size: Int, _ function: ElementwiseFunction = .tanh) throws -> any Layer {
      Sequential([
        try Linear.fromConfig(name: "l", key: RandomKey(0), inputAxes: ["f": size], outputAxes: ["g": 2]),
        Elementwise(function),
      ])
    }
    for (other, words) in [
      (try layer(3), ["layer 1", ".sublayers[0].weights.value", "{f: 2, g: 2}", "{f: 3, g: 2}"]),
      (try layer(2, .relu), ["layer 1", ".sublayers[1]", "relu", "tanh"]), (Identity(), ["layer 1", "Identity"]),
    ] {
      let error = #expect(throws: LayerInputError.self) {
        _ = try LayerStack.stacking([layer(2), other], stackAxis: "blocks")
      }
      for word in words { #expect(error?.description.contains(word) == true, "\(word) in \(error?.description ?? "")") }
    }
    let numbers = #expect(throws: LayerInputError.self) {
      _ = try LayerStack.stacking([ConstantRescale(by: 2), ConstantRescale(by: 3)], stackAxis: "blocks")
    }
    #expect(numbers?.description.contains("layer 1") == true && numbers?.description.contains(".by") == true)
    #expect(throws: LayerInputError.self) { _ = try LayerStack.stacking([], stackAxis: "blocks") }
  }

  @Test func aNegativeNumberOfLayersIsRefused() {
    #expect(throws: LayerInputError.self) { _ = try stack(-1, key: nil) }
  }

  @Test func selectorsSeeTheAxes() throws {
    let model = Sequential([Identity(), try stack(3, key: nil)])
    let linears = try select(model).at(instancesOf: Linear.self)
    #expect(try layerStackAxes(along: linears.paths[0], in: model) == ["blocks": 3])
    var seen: [NamedShape] = []
    _ = try select(model).at(instancesOf: (any Layer).self, innermost: true).apply(withStackAxes: { axes, layer in
      seen.append(axes)
      return layer
    })
    #expect(seen.first == [:] && seen.last == ["blocks": 3])
  }

  @Test func theProgramOfAStackDoesNotGrow() throws {
    func equations(_ size: Int) throws -> Int {
      let stack = try stack(size, key: RandomKey(0))
      return try lower { (x: NamedArray) in try stack(x) }(counting(["f": 3])).equationCount
    }
    #expect(try equations(4) == equations(64))
  }

  @Test func theTreesAreLawful() throws {
    #expect(treeLawViolations(in: try stack(2, key: RandomKey(0))) == [])
  }
}
