import Foundation
import Penzai

/// One run of the tour.
struct Tour {
  let text: TourText
  let steps: Int
  let seed: Int
  let folder: TourFolder

  private static let batchSize = 128
  private static let sampleLength = 240

  func run() throws {
    let keys = try RandomKey(seed).split(into: 3)
    let (training, heldOut) = (try TextWindows(text.training), try TextWindows(text.heldOut))

    heading("The model")
    let model = try CharacterModel.fromConfig(key: keys[0], vocabularySize: text.vocabulary.count)
    print(model)
    let parameters = try unbindParameters(model).parameters
    let parameterCount = parameters.reduce(0) { $0 + $1.value.data.count }
    say("\n\(parameterCount) numbers in \(parameters.count) parameters.")

    heading("Training on \(text.training.count) characters, \(text.vocabulary.count) different ones")
    let measure = lossMeasure()
    func losses(_ model: CharacterModel) throws -> TourSummary.Losses {
      TourSummary.Losses(training: try measure(model, training), heldOut: try measure(model, heldOut))
    }
    let before = try losses(model)
    say("before: training loss \(short(before.training)), held-out loss \(short(before.heldOut))")
    let seconds = try train(model, on: training, key: keys[1])
    let after = try losses(model)
    say("after:  training loss \(short(after.training)), held-out loss \(short(after.heldOut))")

    heading("A sample")
    let sample = try sample(model, key: keys[2])
    say(sample)

    heading("Inside: activations after every nonlinearity")
    let activations = try captureActivations(model, on: heldOut)

    heading("Edited: one layer replaced by zeros")
    let place = try select(model).at(\.sublayers[3].delta)
    let ablated = try place.set(Zero())
    let restored = try select(ablated).at(\.sublayers[3].delta).set(place.get())
    let ablation = TourSummary.Ablation(
      layer: "\(place.paths[0])", heldOutBefore: after.heldOut, heldOutAblated: try measure(ablated, heldOut),
      heldOutRestored: try measure(restored, heldOut))
    say("held-out loss with the model as it is      \(short(ablation.heldOutBefore))")
    say("with zeros in place of \(ablation.layer)  \(short(ablation.heldOutAblated))")
    say("with the layer put back                    \(short(ablation.heldOutRestored))")

    heading("Saved")
    let weights = folder.file("weights.safetensors")
    try Safetensors.write(parameters: parameters.map { $0.frozen() }, to: weights)
    let summary = TourSummary(
      seed: seed, steps: steps, vocabularySize: text.vocabulary.count, trainingCharacters: text.training.count,
      heldOutCharacters: text.heldOut.count, parameterCount: parameterCount, before: before, after: after,
      sample: sample, activations: activations, ablation: ablation, weights: weights, trainingSeconds: seconds)
    try folder.write(summary.json(), to: "summary.json")
    say("weights  \(weights)\nsummary  \(folder.file("summary.json"))")
  }

  /// Trains the model in place and gives the time that it took, in seconds.
  private func train(_ model: CharacterModel, on windows: TextWindows, key: RandomKey) throws -> Double {
    let (characters, count) = (windows.array, windows.count)
    let trainer = try StatefulTrainer(
      model, adam(learningRate: .cosineDecay(from: 3e-3, over: steps)), key: key, donatingParameters: true
    ) { (model: CharacterModel, characters: NDArray, key: RandomKey) in
      let places = try key.uniform([Self.batchSize]) * Double(count)
      let (input, target) = try TextWindows.windows(characters, at: places.astype(.int32))
      return try crossEntropy(model(input), target)
    }
    let clock = ContinuousClock()
    let start = clock.now
    var progress = TrainingProgress(total: steps)
    for step in 1...steps {
      let loss = try trainer.step(characters)
      if progress.isDue(step) { progress.show(step, loss: Double(try loss.item(as: Float.self))) }
    }
    return (clock.now - start) / .seconds(1)
  }

  /// A function that measures the loss of a model on windows spread evenly over a text.
  private func lossMeasure() -> (CharacterModel, TextWindows) throws -> Double {
    let windowCount = 2_048
    let compiled = jit { (model: CharacterModel, characters: NDArray, starts: NDArray) in
      let (input, target) = try TextWindows.windows(characters, at: starts)
      return try crossEntropy(model(input), target)
    }
    return { model, windows in
      let starts = (0..<windowCount).map { Int32($0 * windows.count / windowCount) }
      return Double(try compiled(model, windows.array, NDArray(starts)).item(as: Float.self))
    }
  }

  /// Text that the model writes on from the beginning of the held-out part.
  private func sample(_ model: CharacterModel, key: RandomKey) throws -> String {
    let next = jit { (model: CharacterModel, window: NDArray, key: RandomKey, step: NDArray) in
      let logits = try model(wrap(window.expanded(at: 0), "batch", "context")).unwrap("batch", "vocabulary")
      // A little colder than the model's own distribution.
      return try key.foldIn(step).categorical(logits / 0.7, axis: 1)
    }
    var numbers = Array(text.heldOut.prefix(CharacterModel.context))
    for step in 0..<Self.sampleLength {
      let window = try NDArray(Array(numbers.suffix(CharacterModel.context)))
      numbers.append(try next(model, window, key, NDArray(Int32(step))).item(as: Int32.self))
    }
    return text.decode(numbers)
  }

  /// Runs the model on some windows with a layer after every nonlinearity that keeps what passes.
  private func captureActivations(_ model: CharacterModel, on windows: TextWindows) throws -> [TourSummary.Activation] {
    let nonlinearities = try select(model).at(instancesOf: Elementwise.self)
    let saved = StateVariable([NamedArray](), label: "activations")
    let watched = try nonlinearities.insertAfter(SaveIntermediate(saved))
    let starts = try NDArray((0..<64).map { Int32($0 * windows.count / 64) })
    let (input, _) = try TextWindows.windows(windows.array, at: starts)
    let run = jit { (input: NamedArray) in try watched(input) }
    _ = try run(input)
    return try zip(nonlinearities.paths, saved.value).map { path, array in
      let values = try array.data.doubles()
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      say("\(path)  \(array)")
      return TourSummary.Activation(
        layer: "\(path)", shape: "\(array.namedShape)", mean: mean, deviation: variance.squareRoot(),
        fractionPositive: Double(values.count { $0 > 0 }) / Double(values.count))
    }
  }

  /// Prints a line at once, also where standard output is a file.
  private func say(_ text: String) {
    print(text)
    fflush(nil)
  }

  private func heading(_ title: String) { say("\n== \(title)\n") }

  private func short(_ loss: Double) -> String { String(format: "%.4f", loss) }
}
