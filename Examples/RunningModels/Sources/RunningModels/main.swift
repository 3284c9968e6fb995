// Running models: one main input, and side inputs that reach every layer and are taken by those that want them.
import Penzai

// A small transformer of the Llama family. It is called like a function.
let model = try TransformerLM.llamalike(
  LlamalikeTransformerConfig(
    numKVHeads: 2, queryHeadMultiplier: 1, embeddingDim: 16, projectionDim: 8, mlpHiddenDim: 32, numDecoderBlocks: 2,
    vocabSize: 50, mlpVariant: .swiglu, tieEmbedderAndLogits: true),
  key: RandomKey(0))
let tokens = try wrap(NDArray([[3, 14, 15, 9], [2, 7, 1, 8]]), "batch", "seq")
let logits = try model(tokens)
print("logits:", logits.namedShape)

// Side inputs are given by name. The rotary embeddings and the masks of this model take the positions of the tokens,
// which are 0, 1, 2, ... unless given. Positions count relative to each other: moving all of them changes nothing.
let positions = try NamedArray.arange("seq", 4)
let moved = try model(tokens, [.tokenPositions: positions + 100])
print("moved by 100, the logits stay:", try isClose(moved, logits))

// Spreading them out does.
let spread = try model(tokens, [.tokenPositions: positions * 10])
print("spread by 10, they stay:", try isClose(spread, logits))

func isClose(_ one: NamedArray, _ other: NamedArray) throws -> Bool {
  try one.isClose(other, absolute: 1e-4).all().item()
}

// A layer of one's own takes a side input by any name.
struct Steer: Layer {
  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try input + side.require("direction", as: NamedArray.self, for: self)
  }

  // What the layer is made of: nothing. `@Layer` of PenzaiMacros would write this list.
  mutating func walk(_ walker: inout some TreeWalker) throws {}
}

let steered = try select(model).at(instancesOf: TransformerBlock.self).insertAfter(Steer())
let direction = try NamedArray.zeros(["embedding": 16])
let unchanged = try steered(tokens, ["direction": direction])
print("\nsteered by nothing, they stay:", try isClose(unchanged, logits))
let changed = try steered(tokens, ["direction": direction + 1, .tokenPositions: positions])
print("steered by ones, they stay:   ", try isClose(changed, logits))

// A layer that misses one says so, and where it is.
do {
  _ = try steered(tokens)
} catch {
  print("\n\(error)")
}

// Compiled, a model runs as one program; side inputs are arguments as any others.
let compiled = jit { (model: TransformerLM, tokens: NamedArray, direction: NamedArray) in
  try model(tokens, ["direction": direction])
}
print("\ncompiled:", try compiled(steered, tokens, direction).namedShape)
