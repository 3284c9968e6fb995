import Trees

/// A leaf with identity, as variables are.
final class Weight: TreeLeaf {
  let value: Int
  init(_ value: Int) { self.value = value }
}

protocol Layer: PyTree {}

struct Linear: Layer {
  var weight: Weight
  var name: String

  init(_ value: Int, name: String = "linear") {
    weight = Weight(value)
    self.name = name
  }

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("weight", &weight)
    try walker.constant("name", name)
  }
}

struct Identity: Layer {
  mutating func walk(_ walker: inout some TreeWalker) throws {}
}

struct Chain: Layer {
  var sublayers: [any Layer]

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("sublayers", &sublayers)
  }
}

struct Block: Layer {
  var attention: Linear
  var extra: Linear?
  var table: [String: Int]
  var watched: Int { didSet {} }

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("attention", &attention)
    try walker.child("extra", &extra)
    try walker.child("table", &table)
    try walker.child("watched", &watched)
  }
}

struct Model: Layer {
  var body: Chain
  var head: any Layer
  var blocks: [Block]

  var firstBlock: Block { blocks[0] }

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("body", &body)
    try walker.child("head", &head)
    try walker.child("blocks", &blocks)
  }

  static func sample() -> Model {
    let block = Block(attention: Linear(5), extra: Linear(6), table: ["b": 2, "a": 1], watched: 0)
    let nested = Chain(sublayers: [Linear(2), Identity()])
    return Model(body: Chain(sublayers: [Linear(1), nested, block, Linear(3)]), head: Linear(4), blocks: [block])
  }

  /// The numbers of all weights, in the order of the walk.
  var weights: [Int] {
    get throws { try leaves(of: Weight.self).map(\.value) }
  }
}

/// A small generator of random numbers, the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A random layer of at most the given depth.
  mutating func layer(depth: Int) -> any Layer {
    switch Int.random(in: 0..<(depth == 0 ? 2 : 4), using: &self) {
    case 0: return Linear(Int.random(in: 0..<100, using: &self))
    case 1: return Identity()
    case 2:
      return Block(
        attention: Linear(0), extra: Bool.random(using: &self) ? Linear(1) : nil, table: ["x": 1], watched: 0)
    default: return Chain(sublayers: (0..<Int.random(in: 0..<5, using: &self)).map { _ in layer(depth: depth - 1) })
    }
  }
}
