import Arrays
import Layers
import NamedAxes
import Testing
import Trees
import Variables

/// Inputs that do not fit: whichever layer refuses them, the error tells the way to it and the names concerned.
struct BadInputTests {
  /// A layer, what it is given, and words that the refusal must have.
  private struct Case {
    var layer: any Layer
    var input: any LayerValue
    var side: SideInputs = [:]
    var words: [String]
  }

  private func linear(_ input: NamedShape = ["i": 2], _ output: NamedShape = ["o": 3]) throws -> any Layer {
    try Linear.fromConfig(name: "deep/l", key: RandomKey(0), inputAxes: input, outputAxes: output)
  }

  private var positions: SideInputs { get throws { [.tokenPositions: try counting(["seq": 3], dtype: .int32)] } }
  private var stream: SideInputs { get throws { [.randomStream: RandomStream(baseKey: try RandomKey(0))] } }
  private var rope: ApplyRoPE { ApplyRoPE(embeddingAxis: "e") }
  private var conv: any Layer {
    get throws {
      try Conv.fromConfig(
        name: "deep/c", key: RandomKey(0), inputAxes: ["i": 2], outputAxes: ["o": 1], convolutionSpatialAxes: ["x": 3])
    }
  }
  private var table: EmbeddingTable {
    get throws {
      try EmbeddingTable.fromConfig(name: "deep/t", key: RandomKey(0), vocabularySize: 5, embeddingAxes: ["e": 4])
    }
  }
  private var caching: KVCachingAttention {
    get throws {
      try KVCachingAttention.fromUncached(
        Attention(
          inputToQuery: Identity(), inputToKey: Identity(), inputToValue: Identity(),
          queryKeyToAttention: NamedEinsum(
            [["seq": "q", "e": "e"], ["seq": "k", "e": "e"]], to: ["seq": "q", "kv": "k"]),
          attentionValueToOutput: NamedEinsum(
            [["seq": "q", "kv": "k"], ["seq": "k", "e": "e"]], to: ["seq": "q", "e": "e"])),
        sequenceAxis: "seq", cacheLength: 4, cachedAxes: ["e": 2], cacheEndIndexKey: "end")
    }
  }

  /// Checks that each input is refused from within a model, with the path to the layer and the words.
  private func expectRefusals(_ cases: [Case]) {
    for one in cases {
      let model = Sequential([Identity(), Sequential([one.layer])])
      do {
        _ = try model.call(one.input, one.side)
        Issue.record("\(type(of: one.layer)) takes \(one.input)")
      } catch {
        let message = "\(error)"
        #expect((error as? LayerError)?.path.description.hasPrefix(".sublayers[1].sublayers[0]") == true, "\(message)")
        #expect(message.hasPrefix("At .sublayers[1].sublayers[0]"), "\(message)")
        for word in one.words { #expect(message.contains(word), "\(word) in: \(message)") }
      }
    }
  }

  @Test func axesThatAreMissing() throws {
    let other = try counting(["x": 4])
    let bias = try AddBias.fromConfig(name: "deep/b", key: RandomKey(0), biasedAxes: ["f": 2])
    expectRefusals([
      Case(layer: try linear(), input: other, words: ["(deep/l)", "axis i: expected to be present", "{x: 4}"]),
      Case(layer: bias, input: other, words: ["(deep/b)", "axis f: expected to be present", "{x: 4}"]),
      Case(layer: Standardize(across: ["f"]), input: other, words: ["f", "{x: 4}"]),
      Case(layer: RMSStandardize(across: ["x", "f"]), input: other, words: ["f", "{x: 4}"]),
      Case(layer: Softmax("f"), input: other, words: ["f", "{x: 4}"]),
      Case(layer: RenameAxes(from: ["f"], to: ["g"]), input: other, words: ["f", "{x: 4}"]),
      Case(layer: EmbeddingDecode(try table), input: other, words: ["(deep/t)", "axis e: expected to be present"]),
      Case(layer: rope, input: other, side: try positions, words: ["{seq: 3}", "{x: 4}"]),
      Case(
        layer: ApplyRoPEToSubset(embeddingAxis: "e", ropeSubsetSize: 2), input: other, side: try positions,
        words: ["an axis e", "{x: 4}"]),
      Case(
        layer: NamedEinsum([["a"], ["a"]], to: []), input: [try counting(["a": 2]), other],
        words: ["[1]", "a", "{x: 4}"]),
      Case(layer: try conv, input: other, words: ["(deep/c)", "axis i: expected to be present", "{x: 4}"]),
      Case(layer: try conv, input: try counting(["i": 2]), words: ["(deep/c)", "an axis x", "{i: 2}"]),
      Case(layer: MaxPool(["y": 2]), input: other, words: ["(MaxPool)", "an axis y", "{x: 4}"]),
      Case(
        layer: ApplyCausalAttentionMask(maskedOutValue: 0), input: other, side: try positions,
        words: ["axes seq, kv_seq", "{x: 4}"]),
      Case(
        layer: CheckStructure(.array(named: ["f": 2])), input: other, words: ["f", "x"]),
    ])
  }

  @Test func axesOfTheWrongSize() throws {
    let bias = try AddBias.fromConfig(name: "deep/b", key: RandomKey(0), biasedAxes: ["f": 2])
    expectRefusals([
      Case(
        layer: try linear(), input: try counting(["batch": 2, "i": 5]),
        words: ["(deep/l)", "axis i: size 5 does not match the expected 2", "{batch: 2, i: 5}"]),
      Case(layer: bias, input: try counting(["f": 3]), words: ["axis f: size 3 does not match the expected 2"]),
      Case(
        layer: EmbeddingDecode(try table), input: try counting(["e": 3]),
        words: ["axis e: size 3 does not match the expected 4"]),
      Case(
        layer: try conv, input: try counting(["i": 3, "x": 4]), words: ["axis i: size 3 does not match the expected 2"]),
      Case(layer: rope, input: try counting(["seq": 3, "e": 5]), side: try positions, words: ["e", "even size", "5"]),
      Case(
        layer: rope, input: try counting(["seq": 2, "e": 4]), side: try positions,
        words: ["token_positions", "{seq: 3}", "{seq: 2, e: 4}"]),
      Case(
        layer: ApplyRoPEToSubset(embeddingAxis: "e", ropeSubsetSize: 6), input: try counting(["seq": 3, "e": 4]),
        side: try positions, words: ["ropeSubsetSize", "size 4", "found 6"]),
      Case(
        layer: NamedEinsum([["a"], ["a"]], to: []), input: [try counting(["a": 2]), try counting(["a": 3])],
        words: ["[1]", "2", "3"]),
      Case(
        layer: Residual(try linear(["i": 2], ["i": 3])), input: try counting(["i": 2]), words: ["i", "3", "2"]),
      Case(
        layer: try caching, input: try counting(["seq": 1, "e": 3]), side: ["end": NamedArray(NDArray(0))],
        words: ["axis e: size 3 does not match the expected 2"]),
      Case(
        layer: try caching, input: try counting(["seq": 5, "e": 2]), side: ["end": NamedArray(NDArray(0))],
        words: ["5 tokens along seq", "{e: 2, seq: 4}"]),
      Case(
        layer: LayerStack(
          AddBias(bias: Parameter(try counting(["blocks": 2]), label: "b")), stackAxis: "blocks", stackAxisSize: 3),
        input: try counting(["f": 1]), words: ["axis blocks: size 2 does not match the expected 3"]),
    ])
  }

  @Test func typesThatDoNotFit() throws {
    let integers = try counting(["i": 2, "x": 4, "seq": 3, "e": 4], dtype: .int32)
    let floating = "floating point dtype, found int32"
    expectRefusals([
      Case(layer: try linear(), input: integers, words: ["(deep/l)", floating]),
      Case(layer: try conv, input: integers, words: ["(deep/c)", floating]),
      Case(layer: Standardize(across: ["e"]), input: integers, words: ["(Standardize)", floating]),
      Case(layer: RMSStandardize(across: ["e"]), input: integers, words: ["(RMSStandardize)", floating]),
      Case(layer: TanhSoftCap(softCap: 2), input: integers, words: ["(TanhSoftCap)", floating]),
      Case(layer: rope, input: integers, side: try positions, words: ["(ApplyRoPE)", floating]),
      Case(
        layer: StochasticDropout(dropRate: 0.5), input: integers, side: try stream,
        words: ["(StochasticDropout)", floating]),
      Case(
        layer: NamedEinsum([["i"], ["i"]], to: []), input: [integers, integers], words: ["int32", "floating"]),
      Case(
        layer: EmbeddingLookup(try table), input: try counting(["seq": 3]),
        words: ["(deep/t)", "an integer dtype, found float32"]),
      Case(
        layer: ApplyExplicitAttentionMask(maskInputName: "mask", maskedOutValue: 0), input: integers,
        side: ["mask": integers], words: ["\"mask\" must be booleans, found int32"]),
      Case(
        layer: rope, input: try counting(["seq": 3, "e": 4]), side: [.tokenPositions: [1, 2, 3]],
        words: ["\"token_positions\" must be NamedArray, found Array<Int>"]),
      Case(
        layer: try caching, input: try counting(["seq": 1, "e": 2]).astype(.bfloat16),
        side: ["end": NamedArray(NDArray(0))], words: ["float32", "bfloat16"]),
      Case(layer: try linear(), input: [integers], words: ["(Linear)", "NamedArray", "Array<NamedArray>"]),
    ])
  }

  @Test func sideInputsThatAreMissing() throws {
    let input = try counting(["seq": 3, "kv_seq": 3, "e": 2])
    let missing = { (key: String) in ["\"\(key)\" is needed but was not given", "Given: other, tokens."] }
    let layers: [(any Layer, String)] = [
      (StochasticDropout(dropRate: 0.5), "random_stream"), (rope, "token_positions"),
      (ApplyRoPEToSubset(embeddingAxis: "e", ropeSubsetSize: 2), "token_positions"),
      (ApplyCausalAttentionMask(maskedOutValue: 0), "token_positions"),
      (ApplyCausalSlidingWindowAttentionMask(slidingWindowSize: 2, maskedOutValue: 0), "token_positions"),
      (ApplyExplicitAttentionMask(maskInputName: "mask", maskedOutValue: 0), "mask"), (try caching, "end"),
    ]
    expectRefusals(
      layers.map { Case(layer: $0, input: input, side: ["tokens": 1, "other": 2], words: missing($1)) })
    expectRefusals(
      layers.map { Case(layer: $0, input: input, words: ["\"\($1)\" is needed", "No side inputs were given"]) })
  }

  @Test func axesOfSizeZero() throws {
    // What a layer gives where one of its axes is empty: nothing where it runs along, sums of nothing where it sums.
    let none: NamedShape = ["batch": 0, "i": 2, "x": 4]
    let empty: [(any Layer, NamedArray, SideInputs, NamedShape)] = [
      (try linear(), try .zeros(none), [:], ["batch": 0, "x": 4, "o": 3]),
      (try linear(["i": 0]), try .zeros(["batch": 2, "i": 0]), [:], ["batch": 2, "o": 3]),
      (try linear(["i": 2], ["o": 0]), try .zeros(["i": 2]), [:], ["o": 0]),
      (try conv, try .zeros(none), [:], ["batch": 0, "x": 4, "o": 1]),
      (Standardize(across: ["i"]), try .zeros(none), [:], none),
      (RMSStandardize(across: ["batch"]), try .zeros(none), [:], none),
      (Softmax("i"), try .zeros(none), [:], none), (Softmax("batch"), try .zeros(none), [:], none),
      (MaxPool(["x": 2]), try .zeros(none), [:], ["batch": 0, "i": 2, "x": 3]),
      (AveragePool(["x": 2]), try .zeros(none), [:], ["batch": 0, "i": 2, "x": 3]),
      (TanhSoftCap(softCap: 2), try .zeros(none), [:], none), (Elementwise(.relu), try .zeros(none), [:], none),
      (StochasticDropout(dropRate: 0.5), try .zeros(none), try stream, none),
      (EmbeddingLookup(try table), try .zeros(["seq": 0], dtype: .int32), [:], ["seq": 0, "e": 4]),
      (EmbeddingDecode(try table), try .zeros(["seq": 0, "e": 4]), [:], ["seq": 0, "vocabulary": 5]),
      (rope, try .zeros(["batch": 0, "seq": 3, "e": 4]), try positions, ["batch": 0, "seq": 3, "e": 4]),
      (rope, try .zeros(["seq": 3, "e": 0]), try positions, ["seq": 3, "e": 0]),
      (
        ApplyCausalAttentionMask(maskedOutValue: 0), try .zeros(["heads": 0, "seq": 3, "kv_seq": 3]), try positions,
        ["heads": 0, "seq": 3, "kv_seq": 3]
      ),
      (
        LayerStack(
          AddBias(bias: Parameter(try .zeros(["blocks": 2, "f": 0]), label: "b")), stackAxis: "blocks", stackAxisSize: 2
        ),
        try .zeros(["f": 0]), [:], ["f": 0]
      ),
      (
        LayerStack(
          AddBias(bias: Parameter(try .zeros(["blocks": 0, "f": 2]), label: "b")), stackAxis: "blocks", stackAxisSize: 0
        ),
        try .zeros(["f": 2]), [:], ["f": 2]
      ),
    ]
    for (layer, input, side, expected) in empty {
      let output = try layer(input, side)
      #expect(output.namedShape == expected, "\(type(of: layer))")
      #expect(try output.data.doubles().count == expected.elementCount)
    }
    // Nothing to choose from: no table without entries, no window without elements.
    let noWords = try EmbeddingTable.fromConfig(
      name: "deep/t", key: RandomKey(0), vocabularySize: 0, embeddingAxes: ["e": 4])
    expectRefusals([
      Case(layer: EmbeddingLookup(noWords), input: try counting(["seq": 3], dtype: .int32), words: ["0"]),
      Case(layer: MaxPool(["x": 0]), input: try counting(["x": 4]), words: ["positive"]),
    ])
  }
}
