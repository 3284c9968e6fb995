import Arrays
import Layers
import Models
import NamedAxes
import Trees
import Variables

/// The exclusive or of two bits, to be learned.
struct XOR {
  let inputs: NamedArray
  /// For each place of the batch a one at the class.
  let targets: NamedArray

  init() throws {
    inputs = try NamedArray(NDArray([0, 0, 0, 1, 1, 0, 1, 1].map(Float.init), shape: [4, 2]), "batch", "features")
    targets = try NamedArray(NDArray([1, 0, 0, 1, 0, 1, 1, 0].map(Float.init), shape: [4, 2]), "batch", "features")
  }

  static func model(_ seed: Int) throws -> MLP {
    try MLP.fromConfig(key: RandomKey(seed), featureSizes: [2, 32, 32, 2])
  }

  /// The mean cross entropy.
  func loss(_ model: some Layer) throws -> NDArray {
    let scores = try model(inputs).logSoftmax(["features"])
    return try (-((scores * targets).sum("features")).mean()).unwrap()
  }

  /// The loss and its gradient by the parameters of a model.
  func lossAndGradient(_ model: MLP) throws -> (loss: NDArray, gradient: [NamedArray], parameters: [Parameter]) {
    let (slots, parameters) = try unbindParameters(model)
    let (loss, gradient) = try valueAndGrad { (values: [ParameterValue]) in try self.loss(bindVariables(slots, values))
    }(
      parameters.map { $0.frozen() })
    return (loss, gradient.map(\.value), parameters)
  }
}

/// The moments of Adam, whose formula is that of Kingma and Ba, "Adam: a method for stochastic optimization", 2015.
struct Moments: PyTree {
  var first: [NamedArray]
  var second: [NamedArray]
  var step: NDArray

  init(of model: MLP) throws {
    first = try model.leaves(of: Parameter.self).map { try $0.value * 0 }
    second = first
    step = try NDArray(Float(0))
  }

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("first", &first)
    try walker.child("second", &second)
    try walker.child("step", &step)
  }

  /// Changes parameters by one step along a gradient.
  mutating func update(_ parameters: [Parameter], _ gradient: [NamedArray], rate: Double) throws {
    step = try step + 1
    let correction = (
      NamedArray(try 1 - NDArray(Float(0.9)).power(step)), NamedArray(try 1 - NDArray(Float(0.999)).power(step))
    )
    for (place, parameter) in parameters.enumerated() {
      first[place] = try first[place] * 0.9 + gradient[place] * 0.1
      second[place] = try second[place] * 0.999 + gradient[place].squared() * 0.001
      let root = try (second[place] / correction.1).sqrt() + 1e-8
      parameter.value = try parameter.value - (first[place] / correction.0) / root * rate
    }
  }
}

/// What a training step gives.
struct StepResult: PyTree {
  var loss: NDArray
  var moments: Moments

  mutating func walk(_ walker: inout some TreeWalker) throws {
    try walker.child("loss", &loss)
    try walker.child("moments", &moments)
  }
}
