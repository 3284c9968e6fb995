// State that a model changes as it runs: variables, calls without side effects, random numbers.
import Penzai
import PenzaiMacros

// A layer that keeps the mean of what it has seen.
@Layer
struct RunningMean {
  var mean: any StateVariableLike<NamedArray>
  var count: any StateVariableLike<NDArray>

  func callAsFunction(_ input: NamedArray, _ side: SideInputs) throws -> NamedArray {
    let (old, seen) = (try mean.value, try count.value + 1)
    try mean.set(old + (input - old) / NamedArray(seen))
    try count.set(seen)
    return input
  }
}

let mean = StateVariable(try NamedArray.zeros(["features": 2]), label: "mean")
let count = StateVariable(NDArray(0), label: "count")
let model = Sequential([
  RunningMean(mean: mean, count: count),
  try Affine.fromConfig(name: "affine", key: RandomKey(0), inputAxes: ["features": 2], outputAxes: ["out": 3]),
])
let first = try wrap(NDArray([1.0, 2.0]), "features")
let second = try wrap(NDArray([3.0, 6.0]), "features")
let third = try wrap(NDArray([5.0, 10.0]), "features")

// A plain call changes the variables, also inside of a compiled function.
_ = try model(first)
_ = try jit { (x: NamedArray) in try model(x) }(second)
print("after two calls:", try mean.value.unwrap("features"), "of", count.value)

// Taken out and frozen, the state is a value that goes in and comes out; the variables stay as they are.
let (stateless, state) = try unbindAndFreezeStateVariables(model)
let (output, newState) = try stateless.statelessCall(state, third)
print("\noutput:", output.namedShape)
print("went in: ", state[0])
print("came out:", newState[0])
print("the variable:", try mean.value.unwrap("features"))

// Back into the variables, or into variables of a copy.
for (variable, value) in zip(try unbindStateVariables(model).variables, newState) { try variable.update(value) }
print("\nupdated:", try mean.value.unwrap("features"))
let copy = try bindVariables(stateless, unfreezing: newState)
_ = try copy(first)
print("the copy counts \(try select(copy).at(\.sublayers[0].count).get())")
print("the original   \(count)")

// Random numbers come from a stream, whose offset is state, too. It goes through the model as a side input.
let dropout = try DropoutMLP.fromConfig(key: RandomKey(1), featureSizes: [2, 8, 8, 1], dropRate: 0.5)
let stream = try RandomStream(baseKey: RandomKey(42))
_ = try dropout(first, [.randomStream: stream])
print("\nkeys drawn by two layers of dropout: \(try stream.offset.value)")

// The same without side effects: the slots of the stream go in, and its state.
let (streamSlots, streamState) = try unbindAndFreezeVariables(stream)
let run = { state in try dropout.statelessCall(state, first, [.randomStream: streamSlots]) }
let (one, advanced) = try run(streamState)
let (other, _) = try run(streamState)
print("one state gives one result:", try one.item(as: Float.self) == other.item(as: Float.self))
print("went in: ", streamState[0])
print("came out:", advanced[0])

// Or without any randomness, once training is over.
let trained = try select(dropout).at(instancesOf: StochasticDropout.self).removeFromParent()
print("\nwithout dropout, no stream is needed:", try trained(first).namedShape)
