import Arrays
import Edits
import Layers
import Models
import NamedAxes
import Selectors
import Testing
import Toolshed
import Trees
import Variables

/// Recording, replaying and comparing on real models.
struct ModelEditsTests {
  let input: NamedArray

  init() throws {
    input = try NamedArray(NDArray([0.5, -1, 2, 3] as [Float], shape: [2, 2]), "batch", "features")
  }

  /// Each call builds the same model of new variables.
  private func mlp() throws -> MLP { try MLP.fromConfig(key: RandomKey(0), featureSizes: [2, 4, 4, 1]) }

  private func bits(_ model: any Layer, _ input: NamedArray, _ side: SideInputs = [:]) throws -> [UInt8] {
    try model(input, side).data.bytes()
  }

  private func transformer() throws -> TransformerLM {
    let config = LlamalikeTransformerConfig(
      numKVHeads: 1, queryHeadMultiplier: 2, embeddingDim: 8, projectionDim: 4, mlpHiddenDim: 8, numDecoderBlocks: 2,
      vocabSize: 11, mlpVariant: .swiglu, tieEmbedderAndLogits: false)
    return try TransformerLM.llamalike(config, key: RandomKey(1))
  }

  @Test func aChainOfEditsIsReplayedOnAFreshModel() throws {
    var recorder = try EditRecorder(mlp())
    try recorder.edit("other functions") {
      try select($0).at(instancesOf: Elementwise.self).set(Elementwise(.tanh))
    }
    try recorder.edit("skip") { try select($0).at(instancesOf: Affine.self).pick(at: 1).apply { Residual($0) } }
    try recorder.edit("scale") {
      try select($0).at(instancesOf: Affine.self).pick(at: 0).insertAfter(ConstantRescale(by: NDArray([0.5])))
    }
    try recorder.edit("halve the weights") {
      try select($0).at(instancesOf: Linear.self).at(instancesOf: Parameter.self).pick(at: -1).apply {
        Parameter(try $0.value * 0.5, label: $0.label)
      }
    }
    try recorder.edit("no bias") { try select($0).at(instancesOf: AddBias.self).pick(at: 0).removeFromParent() }
    #expect(recorder.script.stepCount == 5)

    let fresh = try mlp()
    let before = try bits(fresh, input)
    let replayed = try EditScript(parsing: recorder.script.json).replayed(on: fresh)
    #expect(try bits(replayed, input) == bits(recorder.tree, input))
    #expect(try bits(replayed, input) != before)
    #expect(try bits(fresh, input) == before)
    #expect(try diff(recorder.tree, replayed) == [])
  }

  @Test func wrappingALayerCopiesNoWeights() throws {
    var recorder = try EditRecorder(mlp())
    try recorder.edit { try select($0).at(instancesOf: Affine.self).apply { Residual($0) } }
    let json = recorder.script.json
    #expect(!json.contains("bytes"))
    #expect(json.contains(#"{"from": ".sublayers[2]"}"#))
    #expect(
      recorder.script.description == """
        step 0
          replace .sublayers[0] by Residual(what was at .sublayers[0])
          replace .sublayers[2] by Residual(what was at .sublayers[2])
          replace .sublayers[4] by Residual(what was at .sublayers[4])
        """)
    let fresh = try mlp()
    let replayed = try recorder.script.replayed(on: fresh)
    #expect(
      try replayed.leaves(of: Parameter.self).map(ObjectIdentifier.init)
        == fresh.leaves(of: Parameter.self).map(ObjectIdentifier.init))
  }

  @Test func aVariableInsertedAtSeveralPlacesStaysOne() throws {
    let saved = StateVariable([NamedArray]())
    var recorder = try EditRecorder(mlp())
    try recorder.edit { try select($0).at(instancesOf: Elementwise.self).insertAfter(SaveIntermediate(saved)) }
    try recorder.edit { try select($0).at(instancesOf: Affine.self).pick(at: 0).insertBefore(SaveIntermediate(saved)) }
    let replayed = try recorder.script.replayed(on: mlp())
    let variables = try replayed.leaves(of: StateVariable<[NamedArray]>.self)
    #expect(variables.count == 3)
    #expect(Set(variables.map(ObjectIdentifier.init)).count == 1)
    #expect(variables[0] !== saved)
    _ = try (replayed(input), recorder.tree(input))
    #expect(try variables[0].value.map { try $0.data.bytes() } == saved.value.map { try $0.data.bytes() })
    #expect(saved.value.count == 3)
  }

  @Test func valuesGivenToVariablesAreRecorded() throws {
    let model = try mlp()
    var recorder = try EditRecorder(model)
    try recorder.edit("double") { model in
      for parameter in try model.leaves(of: Parameter.self) { parameter.value = try parameter.value * 2 }
      return try select(model).at(\.sublayers[0]).apply { Residual($0) }
    }
    let fresh = try mlp()
    let before = try bits(fresh, input)
    let replayed = try EditScript(parsing: recorder.script.json).replayed(on: fresh)
    #expect(try diff(recorder.tree, replayed) == [])
    // The model that the script is replayed on keeps its values.
    #expect(try bits(fresh, input) == before)
    let reference = try Residual(select(model).at(\.sublayers[0]).get()).delta
    #expect(try diff(reference, try replayed.node(at: TreePath(parsing: ".sublayers[0].delta"))) == [])
  }

  @Test func convolutionsAndDropoutAreEditedAndReplayed() throws {
    func model() throws -> Sequential {
      Sequential([
        try Conv.fromConfig(
          name: "conv", key: RandomKey(2), inputAxes: ["f": 2], outputAxes: ["f": 2],
          convolutionSpatialAxes: ["x": 3]),
        CheckedSequential(
          inputLike: .array(named: .axes("B") + ["x": .variable("X")]),
          outputLike: .array(named: .axes("B") + ["x": .variable("X")]), [Elementwise(.relu)]),
        try DropoutMLP.fromConfig(key: RandomKey(2), featureSizes: [2, 4, 2], dropRate: 0.5, featureAxis: "f"),
      ])
    }
    var recorder = try EditRecorder(model())
    try recorder.edit("less dropout") {
      try select($0).at(instancesOf: StochasticDropout.self).apply {
        StochasticDropout(dropRate: 0.25, shareAcrossAxes: ["x"], randomStreamInputName: $0.randomStreamInputName)
      }
    }
    try recorder.edit("pools") {
      try select($0).at(instancesOf: CheckedSequential.self).insertAfter(
        MaxPool(["x": 2], strides: ["x": 2], padding: .same))
    }
    try recorder.edit("back") {
      try select($0).at(instancesOf: MaxPool.self).insertAfter(
        ConvTranspose.fromConfig(
          name: "back", key: RandomKey(3), inputAxes: ["f": 2], outputAxes: ["f": 2],
          convolutionSpatialAxes: ["x": 2], strides: ["x": 2]))
    }
    try recorder.edit("checked") {
      try select($0).at(instancesOf: DropoutMLP.self).insertBefore(
        CheckStructure(.array(named: .axes("B") + ["f": 2], dtype: .floating)))
    }
    let replayed = try EditScript(parsing: recorder.script.json).replayed(on: model())
    #expect(try diff(recorder.tree, replayed) == [])
    let input = try NamedArray(RandomKey(1).normal([6, 2]), "x", "f")
    func output(_ model: Sequential) throws -> [UInt8] {
      try bits(model, input, [.randomStream: RandomStream(baseKey: RandomKey(5))])
    }
    #expect(try output(replayed) == output(recorder.tree))
    #expect(try output(replayed) != output(model()))

    var disabled = try EditRecorder(model())
    try disabled.edit { try select($0).at(instancesOf: StochasticDropout.self).apply { $0.disabled() } }
    let silent = try EditScript(parsing: disabled.script.json).replayed(on: model())
    #expect(try bits(silent, input) == bits(disabled.tree, input))
  }

  @Test func aTransformerIsEditedAndReplayed() throws {
    let tokens = try NamedArray(NDArray([1, 5, 2, 7], shape: [1, 4]), "batch", "seq")
    let side: SideInputs = [.tokenPositions: try NamedArray(NDArray([0, 1, 2, 3]), "seq")]
    var recorder = try EditRecorder(transformer())
    try recorder.edit("no attention in the second block") {
      try select($0).at(instancesOf: TransformerBlock.self).pick(at: 1)
        .at(instancesOf: Attention.self).set(Zero())
    }
    try recorder.edit("cap") {
      try select($0).at(instancesOf: TransformerFeedForward.self).apply {
        Sequential([$0, TanhSoftCap(softCap: 3.0)])
      }
    }
    try recorder.edit("swap the blocks") { model in
      let blocks = try select(model).at(instancesOf: TransformerBlock.self)
      return try blocks.setSequence(blocks.values.reversed())
    }
    #expect(!recorder.script.json.contains("Parameter"))
    let replayed = try EditScript(parsing: recorder.script.json).replayed(on: transformer())
    #expect(try bits(replayed, tokens, side) == bits(recorder.tree, tokens, side))
    #expect(try diff(recorder.tree, replayed) == [])
  }

  /// Nothing refers to the model here, so the whole of it is written down and built again from its types.
  @Test func wholeModelsAreWrittenAndRead() throws {
    let empty = Sequential([])
    for model in [try mlp(), try transformer()] as [any Layer] {
      let script = try EditScript(from: empty, to: Sequential([model]))
      let replayed = try EditScript(parsing: script.json).replayed(on: empty)
      #expect(try diff(Sequential([model]), replayed) == [])
      #expect(try treeLawViolations(in: replayed) == [] && replayed.structure() == Sequential([model]).structure())
    }
  }

  @Test func equalModelsDoNotDiffer() throws {
    #expect(try diff(mlp(), mlp()) == [])
    #expect(try diff(transformer(), transformer()) == [])
    #expect(try EditScript(from: mlp(), to: mlp()).isEmpty)
  }

  @Test func aDifferenceNamesExactlyWhatWasEdited() throws {
    let model = try mlp()
    let last = try select(model).at(instancesOf: Parameter.self).pick(at: -1)
    let edited = try select(
      last.apply { Parameter(try $0.value + 0.25, label: $0.label, metadata: $0.metadata) }
    ).at(\.sublayers[1]).insertAfter(Identity())
    let changes = try diff(model, edited)
    #expect(
      changes == [
        TreeChange(
          path: last.paths[0], kind: .elements(count: 1, of: 1, maximumDifference: 0.25)),
        TreeChange(path: ["sublayers", .index(2)], kind: .inserted(type: "Identity")),
      ])
    #expect(changes[0].description == ".sublayers[4].sublayers[2].bias: 1 of 1 element differ, by at most 0.25")
    let other = try select(model).at(instancesOf: Elementwise.self).pick(at: 1).set(Elementwise(.tanh))
    #expect(
      try diff(model, other).map(\.description) == [".sublayers[3]: function is tanh instead of relu"])
    #expect(
      try diff(model, select(model).at(\.sublayers[4]).set(Zero())).map(\.description)
        == [".sublayers[4]: Zero in place of Affine"])
  }

  @Test func aDifferenceOfTrainedModelsIsAScript() throws {
    let (one, other) = (try mlp(), try MLP.fromConfig(key: RandomKey(3), featureSizes: [2, 4, 4, 1]))
    let changes = try diff(one, other)
    // The biases begin at zero in both.
    #expect(changes.map(\.path).count == 3)
    let patched = try EditScript(parsing: EditScript(from: one, to: other).json).replayed(on: one)
    #expect(try bits(patched, input) == bits(other, input))
    #expect(try bits(one, input) == bits(mlp(), input))
  }

  @Test func theWholeModelMayBecomeAnother() throws {
    let model: any Layer = try mlp()
    var recorder = try EditRecorder(model)
    try recorder.edit { Residual($0) as any Layer }
    try recorder.edit { try select($0).at(instancesOf: Softmax.self, Elementwise.self).set(Identity()) }
    #expect(recorder.script.description.hasPrefix("step 0\n  replace .self by Residual(what was at .self)"))
    let fresh: any Layer = try mlp()
    let replayed = try EditScript(parsing: recorder.script.json).replayed(on: fresh)
    #expect(replayed is Residual)
    #expect(try diff(recorder.tree, replayed) == [])
  }

  @Test func variablesTakenOutAndFrozenAreRecorded() throws {
    var frozen = try EditRecorder(mlp())
    try frozen.edit { try freezeParameters($0) }
    let replayed = try EditScript(parsing: frozen.script.json).replayed(on: mlp())
    #expect(try diff(frozen.tree, replayed) == [])
    #expect(try replayed.leaves(of: Parameter.self).isEmpty)
    #expect(try bits(replayed, input) == bits(mlp(), input))

    let model = try mlp()
    let (_, parameters) = try unbindParameters(model)
    var bound = try EditRecorder(model)
    try bound.edit { try unbindParameters($0).tree }
    #expect(!bound.script.json.contains("bytes"))
    try bound.edit { try bindVariables($0, parameters) }
    #expect(try bits(bound.script.replayed(on: mlp()), input) == bits(model, input))
  }

  /// A script holds the numbers of nothing that the model at hand has.
  @Test func aScriptIsReplayedOnAModelOfOtherNumbers() throws {
    var recorder = try EditRecorder(mlp())
    try recorder.edit { try select($0).at(instancesOf: Affine.self).pick(at: 1).apply { Residual($0) } }
    let other = try MLP.fromConfig(key: RandomKey(8), featureSizes: [2, 4, 4, 1])
    let expected = try select(other).at(instancesOf: Affine.self).pick(at: 1).apply { Residual($0) }
    #expect(try bits(recorder.script.replayed(on: other), input) == bits(expected, input))
  }
}
