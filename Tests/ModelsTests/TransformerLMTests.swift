import Arrays
import Layers
import Models
import NamedAxes
import Selectors
import Testing
import Trees
import Variables

struct TransformerLMTests {
  private let config = LlamalikeTransformerConfig(
    numKVHeads: 2, queryHeadMultiplier: 2, embeddingDim: 6, projectionDim: 4, mlpHiddenDim: 5, numDecoderBlocks: 2,
    vocabSize: 7, mlpVariant: .swiglu, tieEmbedderAndLogits: false)

  private let tokens: NamedArray
  init() throws { tokens = try NamedArray(NDArray([1, 2, 3, 4, 6, 5, 4, 3], shape: [2, 4]), "batch", "seq") }

  private func isNear(_ left: NamedArray, _ right: NamedArray) throws -> Bool {
    zip(try left.data.doubles(), try right.order(like: left).data.doubles()).allSatisfy { abs($0 - $1) < 1e-4 }
  }

  @Test func logitsScoreTheVocabularyAtEachPlace() throws {
    let model = try TransformerLM.llamalike(config, key: RandomKey(0))
    #expect(try model(tokens).namedShape == ["batch": 2, "seq": 4, "vocabulary": 7])
    let positions = try NamedArray.arange("seq", 4)
    #expect(try isNear(model(tokens), model(tokens, [.tokenPositions: positions])))
  }

  @Test func laterTokensDoNotMatter() throws {
    let model = try TransformerLM.llamalike(config, key: RandomKey(0))
    let short = try NamedArray(NDArray([1, 2, 6, 5], shape: [2, 2]), "batch", "seq")
    let whole = try model(tokens).split(into: 2, axis: "seq")[0]
    #expect(try isNear(model(short), whole))
  }

  @Test func parametersAreLabelledByTheirPlace() throws {
    var full = config
    (full.useQKNorm, full.usePostAttnNorm, full.attentionBias, full.mlpBias) = (true, true, true, true)
    full.numDecoderBlocks = 1
    let labels = try TransformerLM.llamalike(full, key: nil, name: "lm").leaves(of: ParameterSlot.self).map(
      \.label.text)
    #expect(
      labels == [
        "lm/embedder.embeddings", "lm/block_0/pre_attention_norm/scale.weights",
        "lm/block_0/attention/query.weights", "lm/block_0/attention/query.bias",
        "lm/block_0/attention/query_norm/scale.weights", "lm/block_0/attention/key.weights",
        "lm/block_0/attention/key.bias", "lm/block_0/attention/key_norm/scale.weights",
        "lm/block_0/attention/value.weights", "lm/block_0/attention/value.bias",
        "lm/block_0/attention/output.weights", "lm/block_0/attention/output.bias",
        "lm/block_0/post_attention_norm/scale.weights", "lm/block_0/pre_ffw_norm/scale.weights",
        "lm/block_0/mlp/gating_linear.weights", "lm/block_0/mlp/gating_linear.bias",
        "lm/block_0/mlp/value_linear.weights", "lm/block_0/mlp/value_linear.bias",
        "lm/block_0/mlp/out_linear.weights", "lm/block_0/mlp/out_linear.bias", "lm/final_norm/scale.weights",
        "lm/lm_head.weights",
      ])
    let built = try TransformerLM.llamalike(full, key: RandomKey(0))
    #expect(try built(tokens).namedShape["vocabulary"] == 7)
  }

  @Test(
    arguments: [
      (1, 1, ["heads": 1], [:]), (3, 1, ["heads": 3], [:]), (1, 3, [:], ["query_heads": 3]),
      (2, 3, ["head_groups": 2], ["query_heads": 3]),
    ] as [(Int, Int, NamedShape, NamedShape)])
  func headsHaveTheAxesOfTheOriginal(_ heads: Int, _ multiplier: Int, _ common: NamedShape, _ queries: NamedShape)
    throws
  {
    var config = config
    (config.numKVHeads, config.queryHeadMultiplier) = (heads, multiplier)
    let model = try TransformerLM.llamalike(config, key: nil)
    #expect(model.metadata.commonHeadAxes == common && model.metadata.queryOnlyHeadAxes == queries)
  }

  @Test func theTableOfATiedModelIsShared() throws {
    var tied = config
    tied.tieEmbedderAndLogits = true
    let model = try TransformerLM.llamalike(tied, key: RandomKey(0))
    let (_, parameters) = try unbindParameters(model)
    #expect(parameters.count == (try model.leaves(of: Parameter.self).count) - 1)
    // Tied models rescale embeddings, as in Gemma, unless told otherwise.
    #expect(try select(model).at { $0.body }.at(instancesOf: ConstantRescale.self).count == 3)
    tied.rescalesEmbeddings = false
    #expect(try select(TransformerLM.llamalike(tied, key: nil)).at(instancesOf: ConstantRescale.self).count == 2)
  }

  @Test func blocksWithWindowsRotateByTheirOwnWavelength() throws {
    var mixed = config
    mixed.attentionTypes = [.slidingWindowCausal(windowSize: 2), .globalCausal]
    (mixed.ropeWavelength, mixed.localRopeWavelength, mixed.globalScaleFactor) = (1e6, 1e4, 8)
    let rotations = try select(TransformerLM.llamalike(mixed, key: nil)).at(instancesOf: ApplyRoPE.self).values
    #expect(rotations.map(\.maxWavelength) == [1e4, 1e4, 1e6, 1e6])
    #expect(rotations.map(\.scaleFactor) == [1, 1, 8, 8])
  }

  @Test func blocksCanBeStackedAndUnstacked() throws {
    let model = try TransformerLM.llamalike(config, key: RandomKey(0))
    let stacked = try model.stackingBlocks()
    #expect(try select(stacked).at(instancesOf: LayerStack.self).count == 1)
    #expect(try isNear(model(tokens), stacked(tokens)))
    #expect(
      try stacked.leaves(of: Parameter.self)[1].label.text == "transformer/blocks/pre_attention_norm/scale.weights")
    let again = try stacked.unstackingBlocks()
    #expect(try again.leaves(of: Parameter.self).map(\.label) == model.leaves(of: Parameter.self).map(\.label))
    #expect(try isNear(model(tokens), again(tokens)))
  }

  @Test func blocksThatDifferAreNotStacked() throws {
    var mixed = config
    mixed.attentionTypes = [.slidingWindowCausal(windowSize: 2), .globalCausal]
    let error = #expect(throws: LayerInputError.self) {
      _ = try TransformerLM.llamalike(mixed, key: RandomKey(0)).stackingBlocks()
    }
    #expect(error?.description.contains("layer 1 differs from the first one at") == true)
  }

  @Test func aModelInHalfPrecisionHasAMapToTheLogitsOfItsType() throws {
    var half = config
    (half.parameterDType, half.activationDType) = (.bfloat16, .float32)
    let model = try TransformerLM.llamalike(half, key: RandomKey(0))
    #expect(try model.leaves(of: Parameter.self).allSatisfy { $0.value.dtype == .bfloat16 })
    #expect(try model(tokens).dtype == .float32)
  }

  @Test func aRowOfPaddingIsANumberInEveryPrecision() throws {
    for dtype in [DType.float16, .bfloat16, .float32] {
      var half = config
      (half.parameterDType, half.activationDType) = (dtype, dtype)
      let model = try TransformerLM.llamalike(half, key: RandomKey(0))
      let padded = try NamedArray(NDArray([-1, -1, 0, 1]), "seq")
      let logits = try model(tokens, [.tokenPositions: padded]).data.doubles()
      #expect(logits.allSatisfy { $0.isFinite }, "\(dtype)")
    }
  }

  @Test func configurationsThatMakeNoTransformerAreRefused() throws {
    let edits: [(String, (inout LlamalikeTransformerConfig) -> Void)] = [
      ("vocabSize must be at least 1, found 0", { $0.vocabSize = 0 }),
      ("numKVHeads must be at least 1, found -2", { $0.numKVHeads = -2 }),
      ("projectionDim must be even", { $0.projectionDim = 3 }),
      ("numDecoderBlocks must be at least 0", { $0.numDecoderBlocks = -1 }),
      ("divides numDecoderBlocks 2, found 0", { $0.attentionTypes = [] }),
      ("divides numDecoderBlocks 2, found 3", { $0.attentionTypes = [.globalCausal, .globalCausal, .globalCausal] }),
      (
        "windowSize of attentionTypes must be at least 1, found 0",
        { $0.attentionTypes = [.slidingWindowCausal(windowSize: 0)] }
      ),
      ("parameterDType must be a floating point type, found int32", { $0.parameterDType = .int32 }),
      (
        "a layer stack cannot have attention types that differ",
        {
          $0.attentionTypes = [.globalCausal, .slidingWindowCausal(windowSize: 2)]
          $0.useLayerStack = true
        }
      ),
    ]
    for (words, edit) in edits {
      var wrong = config
      edit(&wrong)
      let error = #expect(throws: LayerInputError.self) { _ = try TransformerLM.llamalike(wrong, key: nil) }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "") lacks \(words)")
    }
  }

  @Test func inputsThatDoNotFitAreRefused() throws {
    let model = try TransformerLM.llamalike(config, key: RandomKey(0))
    let axis = #expect(throws: LayerInputError.self) { _ = try model(NamedArray(NDArray([1, 2]), "time")) }
    #expect(axis == .missingAxes(layer: "TransformerLM", names: ["seq"], found: ["time": 2]))
    let dtype = #expect(throws: LayerInputError.self) { _ = try model(NamedArray(NDArray([1.0, 2.0]), "seq")) }
    #expect(dtype == .dtype(layer: "TransformerLM", expected: "an integer dtype", found: "float32"))
    let slots = #expect(throws: LayerError.self) { _ = try TransformerLM.llamalike(config, key: nil)(tokens) }
    #expect(slots?.path.description == ".body.sublayers[0]" && slots?.underlying is VariableError)
  }

  @Test func aTextWithoutTokensGivesNoLogits() throws {
    let model = try TransformerLM.llamalike(config, key: RandomKey(0))
    let none = try NamedArray.zeros(["seq": 0], dtype: .int32)
    #expect(try model(none).namedShape == ["seq": 0, "vocabulary": 7])
  }

  @Test func theTreeIsLawful() throws {
    #expect(treeLawViolations(in: try TransformerLM.llamalike(config, key: RandomKey(0))) == [])
  }
}
