import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

struct LinearTests {
  private func linear(_ weights: NamedArray, _ input: [AxisName], _ output: [AxisName]) -> Linear {
    Linear(
      weights: Parameter(weights, label: "l.weights"), inputAxisNames: input, outputAxisNames: output)
  }

  @Test func productsAreSummedOverTheInputAxes() throws {
    let layer = linear(try counting(["i": 2, "o": 3]), ["i"], ["o"])
    let output = try layer(counting(["batch": 2, "i": 2]))
    #expect(output.namedShape == ["batch": 2, "o": 3])
    // [[1, 2], [3, 4]] · [[1, 2, 3], [4, 5, 6]]
    #expect(try values(output, "batch", "o") == [9, 12, 15, 19, 26, 33])
  }

  @Test func parallelAxesHaveWeightsOfTheirOwn() throws {
    let layer = linear(try counting(["p": 2, "i": 2]), ["i"], [])
    // Rows [1, 2] and [3, 4], each with its own weights [1, 2] and [3, 4].
    #expect(try values(layer(counting(["p": 2, "i": 2])), "p") == [5, 25])
  }

  @Test func integersAreRefused() throws {
    let layer = linear(try counting(["i": 2, "o": 3]), ["i"], ["o"])
    let error = #expect(throws: LayerInputError.self) { _ = try layer(counting(["i": 2], dtype: .int32)) }
    #expect(error == .dtype(layer: "l", expected: "a floating point dtype", found: "int32"))
  }

  @Test func positionalAxesAreRefused() throws {
    let layer = linear(try counting(["i": 2, "o": 3]), ["i"], ["o"])
    let error = #expect(throws: LayerInputError.self) { _ = try layer(counting(["i": 2, "x": 4]).untag("x")) }
    #expect(error == .positionalAxes(layer: "l", found: [4]))
  }

  @Test func anOutputAxisInTheInputIsRefused() throws {
    let layer = linear(try counting(["i": 2, "o": 3]), ["i"], ["o"])
    let error = #expect(throws: LayerInputError.self) { _ = try layer(counting(["i": 2, "o": 3])) }
    #expect(error == .outputNames(layer: "l", names: ["o"], found: ["i": 2, "o": 3]))
  }

  @Test func aMissingParallelAxisIsNamed() throws {
    let layer = try Linear.fromConfig(
      name: "l", key: RandomKey(0), inputAxes: ["i": 2], outputAxes: ["o": 3], parallelAxes: ["p": 4])
    let error = #expect(throws: LayerInputError.self) { _ = try layer(counting(["i": 2])) }
    #expect(error == .axes(layer: "l", expected: ["p": 4, "i": 2], found: ["i": 2]))
  }

  @Test func axesAreKnownWithTheirSizes() throws {
    func linear(_ key: RandomKey?) throws -> Linear {
      let layer = try Linear.fromConfig(
        name: "l", key: key, inputAxes: ["i": 2, "j": 3], outputAxes: ["o": 4], parallelAxes: ["p": 5],
        parallelBroadcastAxes: ["b": 6])
      return try #require(layer as? Linear)
    }
    let layer = try linear(RandomKey(0))
    #expect(try layer.inputAxes == ["i": 2, "j": 3])
    #expect(try layer.outputAxes == ["b": 6, "o": 4])
    #expect(try layer.parallelAxes == ["p": 5])
    // The sizes are those of the weights, which a slot does not have.
    #expect(throws: VariableError.self) { try linear(nil).inputAxes }
  }

  @Test func aSharedNameGivesARenaming() throws {
    let layer = try Linear.fromConfig(name: "l", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["a": 3])
    let inPlace = try #require(layer as? LinearInPlace)
    #expect(inPlace.sublayers.count == 2)
    #expect((inPlace.sublayers[0] as? Linear)?.outputAxisNames == ["a_out"])
    let renaming = try #require(inPlace.sublayers[1] as? RenameAxes)
    #expect(renaming.old == ["a_out"] && renaming.new == ["a"])
    #expect(try layer(counting(["a": 2])).namedShape == ["a": 3])
  }

  @Test func onlySharedNamesAreRenamed() throws {
    let layer = try Linear.fromConfig(
      name: "l", key: RandomKey(0), inputAxes: ["a": 2, "b": 2], outputAxes: ["c": 3, "b": 4])
    let inPlace = try #require(layer as? LinearInPlace)
    #expect((inPlace.sublayers[0] as? Linear)?.outputAxisNames == ["c", "b_out"])
    #expect(try layer(counting(["a": 2, "b": 2])).namedShape == ["c": 3, "b": 4])
  }

  @Test func aNameThatCannotBeRenamedApartIsRefused() throws {
    for outputs in [["a": 2], ["a": 2, "a_out": 3]] as [NamedShape] {
      let inputs: NamedShape = outputs.count == 1 ? ["a": 2, "a_out": 2] : ["a": 2]
      let error = #expect(throws: LayerInputError.self) {
        _ = try Linear.fromConfig(name: "l", key: RandomKey(0), inputAxes: inputs, outputAxes: outputs)
      }
      #expect(error?.description.contains("cannot be renamed apart") == true)
    }
  }

  @Test func sharedNamesAreRefusedWhenAskedTo() throws {
    let error = #expect(throws: LayerInputError.self) {
      _ = try Linear.fromConfig(
        name: "l", key: nil, inputAxes: ["a": 2], outputAxes: ["a": 3], renamesOutputs: false)
    }
    #expect(error?.description.contains("{a: 2}, {a: 3}") == true)
  }

  @Test(
    arguments: [
      (["a": 2], [:]), (["b": 2], [:]), ([:], ["a": 2]), ([:], ["b": 2]), (["p": 2], ["p": 2]),
    ] as [(NamedShape, NamedShape)])
  func aNameInTwoRolesIsRefused(_ parallel: NamedShape, _ broadcast: NamedShape) {
    let error = #expect(throws: LayerInputError.self) {
      _ = try Linear.fromConfig(
        name: "l", key: nil, inputAxes: ["a": 2], outputAxes: ["b": 2], parallelAxes: parallel,
        parallelBroadcastAxes: broadcast)
    }
    #expect(error?.description.hasPrefix("(l) parallelAxes and parallelBroadcastAxes must not overlap") == true)
  }

  @Test func broadcastAxesAreOutputAxes() throws {
    let layer = try Linear.fromConfig(
      name: "l", key: RandomKey(0), inputAxes: ["i": 2], outputAxes: ["o": 3], parallelBroadcastAxes: ["q": 4])
    #expect((layer as? Linear)?.outputAxisNames == ["q", "o"])
    #expect(try layer(counting(["i": 2])).namedShape == ["q": 4, "o": 3])
  }

  @Test func theTreesAreLawful() throws {
    let plain = try Linear.fromConfig(name: "l", key: RandomKey(0), inputAxes: ["a": 2], outputAxes: ["b": 3])
    let renaming = try Linear.fromConfig(name: "l", key: nil, inputAxes: ["a": 2], outputAxes: ["a": 3])
    #expect(treeLawViolations(in: Sequential([plain, renaming])) == [])
  }
}
