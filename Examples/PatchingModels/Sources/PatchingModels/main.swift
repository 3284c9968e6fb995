// Models taken apart and put together differently; activations captured and changed on their way.
import Penzai

let model = try TransformerLM.llamalike(
  LlamalikeTransformerConfig(
    numKVHeads: 2, queryHeadMultiplier: 1, embeddingDim: 16, projectionDim: 8, mlpHiddenDim: 32, numDecoderBlocks: 2,
    vocabSize: 50, mlpVariant: .swiglu, tieEmbedderAndLogits: true),
  key: RandomKey(0))
let tokens = try wrap(NDArray([3, 14, 15, 9]), "seq")
let logits = try model(tokens)

// Selected by position. An edit gives a modified copy, which shares all parameters; the model stays as it is.
let ablated = try select(model).at(\.body.sublayers[2]).set(Identity())
print("without a block the logits stay:      ", try stay(ablated(tokens)))

// Whatever makes a new part of the old one can be applied. `body` may be any layer, so that a path past it does not say
// what it leads to; `as:` does.
let doubled = try select(model).at(\.body.sublayers[2], as: (any Layer).self).apply { Sequential([$0, $0]) }
print("with a block run twice they stay:     ", try stay(doubled(tokens)))

// Selected by type.
let linears = try select(model).at(instancesOf: Linear.self)
print("\n\(linears.count) linear maps, the first at \(linears.paths[0])")

// By both, in turns: the linear maps of the queries of every attention.
let queries = try select(model)
  .at(instancesOf: Attention.self)
  .at(\.inputToQuery)
  .at(instancesOf: Linear.self)
print("\(queries.count) of them make queries: \(queries.paths.map(\.description))")

/// Multiplies what passes by a number.
struct Scale: Layer {
  var factor: NDArray

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try input * NamedArray(factor)
  }

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("factor", &factor)
  }
}

// Any function of the selected part makes what takes its place.
let quiet = try queries.apply { Sequential([$0, Scale(factor: 0)]) }
print("with queries of zero the logits stay:", try stay(quiet(tokens)))
print(try select(quiet).at(instancesOf: Scale.self).paths)

// New layers go in before or after a selected one, wherever it is an element of a list.
let saved = StateVariable([NamedArray]())
let watched = try select(model).at(instancesOf: TransformerBlock.self).insertAfter(SaveIntermediate(saved))
_ = try watched(tokens)
print("\nafter each block:")
for activation in saved.value { print(activation.namedShape) }

// What was captured in one run can be patched into another one.
struct Replace: Layer {
  var value: NamedArray

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray { value }

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("value", &value)
  }
}

let others = try wrap(NDArray([2, 7, 1, 8]), "seq")
let blocks = try select(model).at(instancesOf: TransformerBlock.self)
let patched = try blocks.pick(at: -1).insertAfter(Replace(value: saved.value[1]))
print("\nother tokens, patched at the end: the logits are those of the first tokens:", try stay(patched(others)))

// Parts of lists can be removed.
let shallow = try blocks.pick(at: 0).removeFromParent()
print("\nblocks left: \(try select(shallow).at(instancesOf: TransformerBlock.self).count)")

// What is asked for and not there is named.
do {
  _ = try select(model).at(\.body.sublayers[2].delta)
} catch {
  print("\n\(error)")
}

func stay(_ other: NamedArray) throws -> Bool {
  try other.isClose(logits, absolute: 1e-4).all().item()
}
