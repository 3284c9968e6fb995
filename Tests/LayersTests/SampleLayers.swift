import Arrays
import Layers
import NamedAxes
import Trees
import Variables

/// Adds the side input "offset".
struct AddOffset: Layer {
  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try input + side.require("offset", as: NamedArray.self, for: self)
  }
  mutating func walk(_ walker: inout some TreeWalker) throws {}
}

/// Two arrays at once.
struct Pair: PyTree, Sendable {
  var first: NamedArray
  var second: NamedArray

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("first", &first)
    try walker.child("second", &second)
  }
}

/// Adds both arrays of a pair.
struct Join: Layer {
  func callAsFunction(_ input: Pair, _ side: SideInputs) throws -> NamedArray { try input.first + input.second }
  mutating func walk(_ walker: inout some TreeWalker) throws {}
}

/// Gives its input twice.
struct Fork: Layer {
  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> Pair { Pair(first: input, second: input) }
  mutating func walk(_ walker: inout some TreeWalker) throws {}
}

/// Appends its input to a state variable and gives it.
struct Record: Layer {
  var seen: any StateVariableLike<[NamedArray]>

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    try seen.set(seen.value + [input])
    return input
  }
  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("seen", &seen)
  }
}

/// A kind of sequential layer with a name of its own.
struct Block: SequentialLayer {
  var sublayers: [any Layer]
  init(_ sublayers: [any Layer]) { self.sublayers = sublayers }
}

/// Numbers counted up from one.
func counting(_ axes: NamedShape, dtype: DType = .float32) throws -> NamedArray {
  let numbers = try NDArray(Array(1...max(axes.elementCount, 1)), shape: axes.sizes, dtype: dtype)
  return try NamedArray(numbers).tag(axes.names)
}

/// The elements of an array, its axes in the order given.
func values(_ array: NamedArray, _ names: AxisName...) throws -> [Double] {
  try array.unwrap(names).doubles()
}
