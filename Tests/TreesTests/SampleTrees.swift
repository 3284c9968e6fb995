import Trees

/// A leaf with identity, as variables are.
final class Cell: TreeLeaf {
  let value: Int
  init(_ value: Int) { self.value = value }
}

/// What properties of several types can hold.
protocol Part: PyTree {}

struct Linear: Part, Equatable {
  var weights: [String: Float]
  var bias: Float?
  var axis: String

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("weights", &weights)
    try walker.child("bias", &bias)
    try walker.constant("axis", axis)
  }
}

struct Sequence: Part {
  var parts: [any Part]

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("parts", &parts)
  }
}

struct Pair<First: PyTree, Second: PyTree>: Part {
  var first: First
  var second: Second

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("first", &first)
    try walker.child("second", &second)
  }
}

struct Counter: Part {
  var cell: Cell

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("cell", &cell)
  }
}

struct Model: PyTree {
  var body: Sequence
  var head: any Part
  var version: Int

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("body", &body)
    try walker.child("head", &head)
    try walker.constant("version", version)
  }

  static func sample(version: Int = 1) -> Model {
    Model(
      body: Sequence(parts: [
        Linear(weights: ["b": 2, "a": 1], bias: nil, axis: "x"),
        Sequence(parts: [Linear(weights: ["c": 3], bias: 4, axis: "y")]),
        Counter(cell: Cell(7)),
      ]),
      head: Pair(first: [10, 20], second: Linear(weights: [:], bias: 5, axis: "z")),
      version: version)
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

  /// A random tree of at most the given depth.
  mutating func part(depth: Int) -> any Part {
    switch Int.random(in: 0..<(depth == 0 ? 2 : 4), using: &self) {
    case 0:
      let names = ["a", "weird \"key\"", "é\n", "", "`b`", "\\"].shuffled(using: &self).prefix(3)
      let weights = names.map { ($0, Float.random(in: -1...1, using: &self)) }
      return Linear(
        weights: Dictionary(uniqueKeysWithValues: weights), bias: Bool.random(using: &self) ? 1 : nil, axis: "x")
    case 1: return Counter(cell: Cell(Int.random(in: 0..<100, using: &self)))
    case 2: return Sequence(parts: (0..<Int.random(in: 0..<4, using: &self)).map { _ in part(depth: depth - 1) })
    default:
      return Pair(
        first: [Int.random(in: 0..<9, using: &self)],
        second: Sequence(parts: [part(depth: depth - 1)]))
    }
  }
}
