import Arrays
import NamedAxes

/// Named arrays of all kinds of layouts, for properties that must hold for each; the same at every run.
struct RandomLayouts {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func number(below bound: Int) -> Int {
    // An LCG's upper bits are good enough to pick layouts. Source: Knuth, MMIX.
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  /// Some of the items, in any order.
  mutating func choose<Item>(_ items: [Item]) -> [Item] {
    var (rest, chosen) = (items, [Item]())
    for _ in 0..<number(below: items.count + 1) { chosen.append(rest.remove(at: number(below: rest.count))) }
    return chosen
  }

  /// An array of integers in `float32` with some of the names and some positional axes, anywhere in memory.
  mutating func array(_ sizes: NamedShape, positional: [Int]) throws -> NamedArray {
    let names = choose(Array(sizes.names))
    let temporary = positional.map { _ in AxisName.unique() }
    var axes = zip(names, names.map { sizes[$0] ?? 1 }).map { ($0, $1) } + zip(temporary, positional).map { ($0, $1) }
    var layout: [(AxisName, Int)] = []
    while !axes.isEmpty { layout.append(axes.remove(at: number(below: axes.count))) }
    let count = layout.reduce(1) { $0 * $1.1 }
    let data = try NDArray((0..<count).map { _ in Double(number(below: 19) - 9) }, shape: layout.map(\.1))
    return try NamedArray(data).tag(layout.map(\.0)).untag(temporary)
  }
}

/// A named array read element by element on the host: the plain meaning to compare operations with.
struct HostArray {
  let names: [AxisName]
  let shape: NamedShape
  let positional: [Int]
  let elements: [Double]

  init(_ array: NamedArray) throws {
    names = array.names
    shape = array.namedShape
    positional = array.positionalShape
    elements = try array.withPositionalPrefix().data.doubles()
  }

  /// The element at positional indices and an index for each name.
  func element(_ indices: [Int], _ named: [AxisName: Int]) -> Double {
    var place = 0
    for (index, size) in zip(indices, positional) { place = place * size + index }
    for (name, size) in shape { place = place * size + (named[name] ?? 0) }
    return elements[place]
  }
}

/// All indices into a shape, in row-major order.
func allIndices(_ shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { indices, size in indices.flatMap { index in (0..<size).map { index + [$0] } } }
}
