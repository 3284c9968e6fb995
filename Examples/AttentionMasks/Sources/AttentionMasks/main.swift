// The causal masks of a transformer, replaced by one that is given as a side input.
import Penzai

let model = try TransformerLM.llamalike(
  LlamalikeTransformerConfig(
    numKVHeads: 2, queryHeadMultiplier: 1, embeddingDim: 16, projectionDim: 8, mlpHiddenDim: 32, numDecoderBlocks: 4,
    vocabSize: 50, mlpVariant: .swiglu, tieEmbedderAndLogits: true,
    attentionTypes: [.globalCausal, .slidingWindowCausal(windowSize: 2)]),
  key: RandomKey(0))

// Half of the blocks see the whole past, half a window of it.
let causal = try select(model).at(instancesOf: ApplyCausalAttentionMask.self)
let windowed = try select(model).at(instancesOf: ApplyCausalSlidingWindowAttentionMask.self)
print("\(causal.count) causal masks, \(windowed.count) with a window; the first at\n\(causal.paths[0])")

// Both are a `CausalMask`, and give way to a mask that is a side input. The value of what is masked is taken over.
let explicit = try select(model)
  .at(instancesOf: (any CausalMask).self)
  .apply { old in ApplyExplicitAttentionMask(maskInputName: "attn_mask", maskedOutValue: old.maskedOutValue) }
print("\(try select(explicit).at(instancesOf: ApplyExplicitAttentionMask.self).count) explicit masks")

let tokens = try wrap(NDArray([3, 14, 15, 9, 26]), "seq")
let positions = try NamedArray.arange("seq", 5)
let keyPositions = try NamedArray.arange("kv_seq", 5)

// Without a mask it says what it needs.
do {
  _ = try explicit(tokens)
} catch {
  print("\n\(error)")
}

// Booleans, true where a token may look. The causal mask as an explicit one does what it did:
let past = try positions.greaterOrEqual(keyPositions)
let allGlobal = try windowed.apply { ApplyCausalAttentionMask(maskedOutValue: $0.maskedOutValue) }
print("\nthe same as causal masks:", try isClose(explicit(tokens, ["attn_mask": past]), allGlobal(tokens)))

// A mask without a past: changing the first token changes only the first logits.
let itself = try positions.equal(keyPositions)
let changed = try wrap(NDArray([4, 14, 15, 9, 26]), "seq")
print("each token by itself: ", try changedPlaces(["attn_mask": itself]))
// The past: all that comes later changes, too. The future: only what came before, which is nothing but itself.
print("seeing the past:      ", try changedPlaces(["attn_mask": past]))
print("seeing the future:    ", try changedPlaces(["attn_mask": past.logicalNot().logicalOr(itself)]))

/// At which places the logits change when the first token does.
func changedPlaces(_ side: SideInputs) throws -> [Bool] {
  let differences = try (explicit(tokens, side) - explicit(changed, side)).abs().max("vocabulary")
  return try differences.greater(1e-6).unwrap("seq").elements()
}

func isClose(_ one: NamedArray, _ other: NamedArray) throws -> Bool {
  try one.isClose(other, absolute: 1e-5).all().item()
}
