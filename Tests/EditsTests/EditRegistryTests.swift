import Arrays
import Edits
import Layers
import Models
import NamedAxes
import Testing
import Toolshed
import Trees
import Variables

/// The registry, and every type in the library's own.
struct EditRegistryTests {
  /// A value of each type of the library's registry that is no array, optional or dictionary.
  private func samples() throws -> [any PyTree] {
    let array = try NamedArray(NDArray([1, 2.5, -0.0] as [Float]), "a")
    let slot = ParameterSlot(label: "slot")
    let table = EmbeddingTable(embeddings: Parameter(array, label: "table"), vocabularyAxis: "words")
    let cache = KeyValueCache(keys: array, values: array)
    let attention = Attention(
      inputToQuery: Identity(), inputToKey: Zero(), inputToValue: Identity(), queryKeyToAttention: Softmax("kv"),
      attentionValueToOutput: Identity())
    let values: [any PyTree] = [
      true, "text\u{0}\"é", 7, Int8.min, Int16.max, Int32.min, Int64.max, UInt(1), UInt8.max, UInt16.max, UInt32.max,
      UInt64.max, Float.nan, -Double.infinity, try NDArray([1, 2]), array, try RandomKey(3),
      try randomSplit(RandomKey(3), ["k": 2]), Parameter(array, label: "p"),
      ParameterValue(array, label: .scoped(group: "g", index: 3), metadata: ["b": "2", "a": "1"]), slot,
      try RandomStream(baseKey: RandomKey(1)),
    ]
    let states: [any PyTree] = [
      StateVariable(NDArray(3), label: "n"), StateVariable(NDArray(3), label: "n").frozen(),
      StateVariableSlot<NDArray>(label: "n"), StateVariable(array, label: "v"),
      StateVariable(array, label: "v").frozen(),
      StateVariableSlot<NamedArray>(label: "v"), StateVariable([array, array], label: "l"),
      StateVariable([array], label: "l").frozen(), StateVariableSlot<[NamedArray]>(label: "l"),
      StateVariable(cache, label: "c"), StateVariable(cache, label: "c").frozen(),
      StateVariableSlot<KeyValueCache>(label: "c"),
    ]
    let combinators: [any PyTree] = [
      Sequential([Identity()]), NamedGroup("g", [Zero()]), Residual(Identity()), BranchAndAddTogether([Identity()]),
      BranchAndMultiplyTogether([Identity()]), Identity(), Zero(),
      LayerStack(Identity(), stackAxis: "stack", stackAxisSize: 3),
      SaveIntermediate(StateVariable([array], label: "s")), CheckStructure(Self.pattern),
      CheckedSequential(inputLike: Self.pattern, outputLike: .any, [Identity()]),
    ]
    let linear: [any PyTree] = [
      Linear(weights: slot, inputAxisNames: ["a"], outputAxisNames: ["b", "é"]),
      AddBias(bias: slot, newAxisNames: ["x"]), Affine([Identity()]), LinearInPlace([]),
      RenameAxes(from: ["a"], to: ["b"]), ConstantRescale(by: 2.0), NamedEinsum([["a", "b"], ["b": "x"]], to: ["a"]),
      Standardize(across: ["a"], epsilon: 1e-6), RMSStandardize(across: ["a"]), LayerNorm([]), RMSLayerNorm([]),
    ]
    let window = PoolingWindow(["x": 3, "é": 2], strides: ["x": 2], padding: .sameLower, dilation: ["é": 2])
    let windows: [any PyTree] = [
      Conv(
        kernel: slot, spatialAxisNames: ["x"], inputAxisNames: ["i"], outputAxisNames: ["o", "p"],
        strides: ["x": 2], padding: .amounts(before: ["x": 1], after: [:]), inputDilation: ["x": 3],
        kernelDilation: ["x": 4]),
      ConvTranspose(
        kernel: slot, spatialAxisNames: ["x"], inputAxisNames: ["i"], outputAxisNames: ["o"], strides: ["x": 2],
        padding: .same, kernelDilation: ["x": 4]),
      ConvInPlace([Identity()]), MaxPool(window), MinPool(["x": 2]), AveragePool(window, countingPadding: false),
      StochasticDropout(dropRate: 0.25, shareAcrossAxes: ["a"], randomStreamInputName: "keys"),
      DisabledDropout(dropRate: 0, shareAcrossAxes: []),
    ]
    let others: [any PyTree] = [
      Elementwise(.geluExact), Softmax("a", "b"), TanhSoftCap(softCap: 30.0), CastToDType(.bfloat16), table,
      EmbeddingLookup(table), EmbeddingDecode(table),
      ApplyRoPE(
        embeddingAxis: "e", maxWavelength: 10_000, positionsInputName: "p", scaleFactor: 2,
        frequencyScaling: .llama3(
          factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContextLength: 8192)),
      ApplyRoPEToSubset(
        embeddingAxis: "e", maxWavelength: 10_000, ropeSubsetSize: 4, positionsInputName: "p", scaleFactor: 1),
      attention, cache,
      try KVCachingAttention.fromUncached(
        attention, sequenceAxis: "s", cacheLength: 4, cachedAxes: ["h": 2], cacheEndIndexKey: "end",
        cacheLabel: "cache"),
      ApplyExplicitAttentionMask(maskInputName: "m", maskedOutValue: -1.0),
      ApplyCausalAttentionMask(
        maskedOutValue: -2.0, queryPositionsInputName: "q", kvPositionsInputName: "k", seqAxis: "s", kvSeqAxis: "t"),
      ApplyCausalSlidingWindowAttentionMask(
        slidingWindowSize: 5, maskedOutValue: -2.0, queryPositionsInputName: "q", kvPositionsInputName: "k",
        seqAxis: "s", kvSeqAxis: "t"),
      MLP([]), DropoutMLP([]), TransformerBlock([Identity()]), TransformerFeedForward([]),
      TransformerLM(
        body: Identity(),
        metadata: TransformerMetadata(
          commonHeadAxes: ["h": 2], queryOnlyHeadAxes: [:], embeddingDim: 8, projectionDim: 4, mlpHiddenDim: 16,
          vocabSize: 9, activationDType: .float32)),
    ]
    return values + states + combinators + linear + windows + others
  }

  /// A pattern with every kind of part.
  private static let pattern = ShapePattern.dictionary([
    "a": .array(
      [3, .variable("n"), .variable("s", at: 1), .axes("rest")],
      named: .axes("batch") + ["é": .variable("É"), "f": 4, "g": .known("n", size: 2)]
        + .axes("T", sizes: ["t": nil, "u": 5]),
      dtype: .floating),
    "b\"]": .list([.any, .any("a mask"), .absent, .array(dtype: .exactly(.int8))]),
    "c": .fields(["x": .equal(3), "y": .equal("text"), "z": .equal(-0.0)]),
  ])

  @Test func everyTypeOfTheLibraryIsWrittenAndRead() throws {
    let samples = try samples()
    let isContainer = { (name: String) in ["Array<", "Optional<", "Dictionary<"].contains { name.hasPrefix($0) } }
    #expect(Set(samples.map { "\(type(of: $0))" }) == Set(EditRegistry.library.typeNames.filter { !isContainer($0) }))
    var registry = EditRegistry.library
    registry.registerContainers(of: (any PyTree).self)
    for sample in samples {
      let script = try EditScript(from: [any PyTree](), to: [sample], with: registry)
      let replayed = try EditScript(parsing: script.json).replayed(on: [any PyTree](), with: registry)
      #expect(try diff([sample], replayed) == [], "\(type(of: sample))")
      #expect(try script == EditScript(from: [any PyTree](), to: replayed, with: registry))
    }
  }

  @Test func patternsOfTreesAreWrittenAndRead() throws {
    // The pattern of a tree names types and holds static values, here names of axes.
    let tree = try Linear.fromConfig(name: "l", key: RandomKey(0), inputAxes: ["i": 2], outputAxes: ["o": 3])
    let layer = CheckStructure(try arrayStructure(of: freezeParameters(#require(tree as? Linear))))
    let script = try EditScript(from: Sequential([]), to: Sequential([layer]))
    let replayed = try EditScript(parsing: script.json).replayed(on: Sequential([]))
    #expect(try #require(replayed.sublayers[0] as? CheckStructure).expected == layer.expected)

    struct Own: Hashable {}
    let error = #expect(throws: EditError.self) {
      _ = try EditScript(from: Sequential([]), to: Sequential([CheckStructure(.equal(Own()))]))
    }
    #expect(error?.description.contains("of a type that scripts cannot hold") == true)
  }

  @Test func containersAreWrittenAndRead() throws {
    var registry = EditRegistry.library
    registry.registerContainers(of: (any PyTree).self)
    registry.registerContainers(of: Int?.self)
    let trees: [any PyTree] = [
      [1, 2], [Int](), ["b": 1.5, "a\"]": -0.0], [String: Double](), Int?.none as Int?, Int?.some(3), [Int?.none, 3],
    ]
    let script = try EditScript(from: [any PyTree](), to: trees, with: registry)
    let replayed = try EditScript(parsing: script.json).replayed(on: [any PyTree](), with: registry)
    #expect(try diff(trees, replayed) == [])
    #expect(replayed.map { "\(type(of: $0))" } == trees.map { "\(type(of: $0))" })
  }

  @Test func aNameStandsForTheTypeRegisteredLast() throws {
    var registry = EditRegistry.library
    registry.register(Label.self, as: "Zero") { _ in Label(size: 1, counts: [:], offset: nil) }
    #expect(registry.typeNames == EditRegistry.library.typeNames)
    let empty = [any PyTree]()
    registry.registerContainers(of: (any PyTree).self)
    let error = #expect(throws: EditError.self) {
      _ = try EditScript(from: empty, to: [Zero()] as [any PyTree], with: registry)
    }
    #expect(error?.reason == .unregistered(type: "Zero"))
    registry.register(Label.self, as: "Label") { _ in Label(size: 1, counts: [:], offset: nil) }
    #expect(!registry.typeNames.contains("Zero") && registry.typeNames.contains("Label"))
  }

  @Test func whatABuilderThrowsIsTold() throws {
    struct Refusal: Error {}
    var registry = EditRegistry.library
    registry.register(Identity.self) { _ in throw Refusal() }
    let script = try EditScript(from: Sequential([]), to: Sequential([Residual(Identity())]))
    let error = #expect(throws: EditError.self) { _ = try script.replayed(on: Sequential([]), with: registry) }
    #expect(error?.place == ".steps[0].edits[0].element.delta")
    #expect(error?.description.contains("No Identity can be made of this: Refusal") == true)
  }
}
