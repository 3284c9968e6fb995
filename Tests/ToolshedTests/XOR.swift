import Arrays
import Layers
import Models
import NamedAxes
import Optimizers
import Toolshed

/// The exclusive or of two bits, to be learned.
enum XOR {
  /// The inputs, and for each place of the batch a one at the class.
  static func batch() throws -> [NamedArray] {
    [
      try NamedArray(NDArray([0, 0, 0, 1, 1, 0, 1, 1].map(Float.init), shape: [4, 2]), "batch", "features"),
      try NamedArray(NDArray([1, 0, 0, 1, 0, 1, 1, 0].map(Float.init), shape: [4, 2]), "batch", "features"),
    ]
  }

  static func model(_ seed: Int) throws -> MLP {
    try MLP.fromConfig(key: RandomKey(seed), featureSizes: [2, 32, 32, 2])
  }

  /// The mean cross entropy.
  static func loss(_ model: MLP, _ batch: [NamedArray], _ key: RandomKey) throws -> NDArray {
    let scores = try model(batch[0]).logSoftmax(["features"])
    return try (-((scores * batch[1]).sum("features")).mean()).unwrap()
  }

  /// The cross entropy where inputs are blurred by noise from the key.
  static func noisyLoss(_ model: MLP, _ batch: [NamedArray], _ key: RandomKey) throws -> NDArray {
    let noise = try NamedArray(key.normal([4, 2]), "batch", "features")
    return try loss(model, [batch[0] + noise * 0.1, batch[1]], key)
  }

  static func trainer(
    _ seed: Int, donatingParameters: Bool = false,
    loss: @escaping (MLP, [NamedArray], RandomKey) throws -> NDArray = loss
  ) throws -> StatefulTrainer<MLP, [NamedArray]> {
    try StatefulTrainer(
      model(seed), adam(learningRate: 0.1), key: RandomKey(100 + seed), donatingParameters: donatingParameters,
      loss: loss)
  }

  /// The losses of so many steps on the whole batch.
  static func losses(_ trainer: StatefulTrainer<MLP, [NamedArray]>, _ count: Int) throws -> [Float] {
    try (0..<count).map { _ in try trainer.step(batch()).item(as: Float.self) }
  }
}
