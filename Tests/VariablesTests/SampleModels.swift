import Arrays
import NamedAxes
import Trees
import Variables

/// A model whose parts may be variables, frozen values or slots.
struct SampleModel: PyTree {
  var weights: any ParameterLike
  var other: any ParameterLike
  var counter: any StateVariableLike<NDArray>

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("weights", &weights)
    try walker.child("other", &other)
    try walker.child("counter", &counter)
  }

  /// Weights times x plus other; counts the calls.
  func callAsFunction(_ x: NamedArray) throws -> NamedArray {
    try counter.set(counter.value + 1)
    return try weights.value * x + other.value
  }
}

extension SampleModel {
  static func make(shared: Bool = false) throws -> SampleModel {
    let weights = try parameter("weights", [1, 2])
    return SampleModel(
      weights: weights, other: shared ? weights : try parameter("other", [10, 20]),
      counter: StateVariable(try NDArray([0]).reshaped(to: []), label: "counter"))
  }

  var count: Int32 { get throws { try counter.value.item(as: Int32.self) } }
}

func parameter(_ label: VariableLabel, _ values: [Float], metadata: [String: String] = [:]) throws -> Parameter {
  Parameter(try NamedArray(NDArray(values), "f"), label: label, metadata: metadata)
}

func values(_ parameter: any ParameterLike) throws -> [Double] { try parameter.value.unwrap("f").doubles() }

func message<Result>(_ mistake: () throws -> Result) -> String {
  do {
    _ = try mistake()
    return "nothing was thrown"
  } catch {
    return "\(error)"
  }
}
