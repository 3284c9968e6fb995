import Arrays
import Edits
import NamedAxes
import Trees
import Variables

/// A tree of its own of every kind of property, for edits at random.
protocol Shape: PyTree {}

struct Box: Shape {
  var content: any Shape
  var spare: Label?
  var title: String

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("content", &content)
    try walker.child("spare", &spare)
    try walker.constant("title", title)
  }
}

struct Row: Shape {
  var parts: [any Shape]

  mutating func walk(_ walker: inout some TreeWalker) throws { try walker.child("parts", &parts) }
}

struct Label: Shape {
  var size: Double
  var counts: [String: Int]
  var offset: Float?

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("size", &size)
    try walker.child("counts", &counts)
    try walker.constant("offset", offset)
  }
}

struct Weighted: Shape {
  var weight: any ParameterLike
  var mask: NDArray

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("weight", &weight)
    try walker.child("mask", &mask)
  }
}

extension EditRegistry {
  /// The library's types and those of the samples.
  static var samples: EditRegistry {
    var registry = EditRegistry.library
    registry.registerContainers(of: (any Shape).self)
    registry.registerContainers(of: Label.self)
    registry.register(Box.self) {
      Box(content: try $0.child("content"), spare: try $0.child("spare"), title: try $0.constant("title"))
    }
    registry.register(Row.self) { Row(parts: try $0.child("parts")) }
    registry.register(Label.self) {
      Label(size: try $0.child("size"), counts: try $0.child("counts"), offset: try $0.constant("offset"))
    }
    registry.register(Weighted.self) { Weighted(weight: try $0.child("weight"), mask: try $0.child("mask")) }
    return registry
  }
}

/// A small generator of random numbers, the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func label() -> Label {
    let sizes = [0, -0.0, 1.5, .nan, Double(bitPattern: 0x7FF8_0000_0000_BEEF), -.infinity, .leastNonzeroMagnitude]
    var counts: [String: Int] = [:]
    for key in ["a", "é", "\"]"] where Bool.random(using: &self) { counts[key] = Int.random(in: -9...9, using: &self) }
    return Label(
      size: sizes[Int.random(in: 0..<sizes.count, using: &self)], counts: counts,
      offset: Bool.random(using: &self) ? nil : Float(Int.random(in: 0...3, using: &self)))
  }

  mutating func weighted() throws -> Weighted {
    let numbers = (0..<4).map { _ in Float(Int.random(in: -3...3, using: &self)) }
    let parameter = Parameter(
      NamedArray(try NDArray(numbers, shape: [4])), label: .name("w\(UInt16.random(in: 0...UInt16.max, using: &self))"))
    return Weighted(weight: parameter, mask: try NDArray([true, Bool.random(using: &self)], shape: [2]))
  }

  /// A random tree, at most so deep.
  mutating func shape(depth: Int) throws -> any Shape {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 2), using: &self) {
    case 0: return label()
    case 1: return try weighted()
    case 2:
      return Box(
        content: try shape(depth: depth - 1), spare: Bool.random(using: &self) ? label() : nil,
        title: "box \(Int.random(in: 0...3, using: &self))")
    default:
      var parts: [any Shape] = []
      for _ in 0..<Int.random(in: 0...4, using: &self) { parts.append(try shape(depth: depth - 1)) }
      return Row(parts: parts)
    }
  }
}
