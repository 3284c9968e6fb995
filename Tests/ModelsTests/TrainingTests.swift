import Arrays
import Layers
import Models
import NamedAxes
import Testing
import Trees
import Variables

/// Models in training: what gradients, jit and variables make of them together.
struct TrainingTests {
  private let task: XOR

  init() throws { task = try XOR() }

  private func step(_ model: MLP, _ moments: Moments) throws -> StepResult {
    let (loss, gradient, parameters) = try task.lossAndGradient(model)
    var moments = moments
    try moments.update(parameters, gradient, rate: 0.1)
    return StepResult(loss: loss, moments: moments)
  }

  @Test(arguments: 0..<3)
  func exclusiveOrIsLearned(_ seed: Int) throws {
    let model = try XOR.model(seed)
    let train = jit { (model: MLP, moments: Moments) in try self.step(model, moments) }
    var moments = try Moments(of: model)
    let before = try task.loss(model).item(as: Float.self)
    for _ in 0..<40 { moments = try train(model, moments).moments }
    let after = try task.loss(model).item(as: Float.self)
    #expect(before > 0.3)
    #expect(after < 0.05, "loss \(after)")
  }

  @Test func lossesAreThoseOfTheEagerRun() throws {
    let (eager, jitted) = (try XOR.model(5), try XOR.model(5))
    let train = jit { (model: MLP, moments: Moments) in try self.step(model, moments) }
    var (eagerMoments, jittedMoments) = (try Moments(of: eager), try Moments(of: jitted))
    for _ in 0..<5 {
      let one = try step(eager, eagerMoments)
      let other = try train(jitted, jittedMoments)
      let (found, expected) = (try other.loss.item(as: Float.self), try one.loss.item(as: Float.self))
      #expect(abs(found - expected) < 1e-5 * max(1, abs(expected)))
      (eagerMoments, jittedMoments) = (one.moments, other.moments)
    }
  }

  @Test func aJittedStepChangesParametersOfItsArgumentOnce() throws {
    let model = try XOR.model(0)
    let parameters = try model.leaves(of: Parameter.self)
    let before = try parameters.map { try $0.value.data.doubles() }
    let increment = jit { (model: MLP) in
      for parameter in try model.leaves(of: Parameter.self) { parameter.value = try parameter.value + 1 }
      return try model.leaves(of: Parameter.self)[0].value.sum().unwrap()
    }
    for count in 1...3 {
      let sum = try increment(model).item(as: Float.self)
      for (parameter, old) in zip(parameters, before) {
        for (found, first) in zip(try parameter.value.data.doubles(), old) {
          #expect(abs(found - first - Double(count)) < 1e-5)
        }
      }
      // What the function reads after its change is the changed value.
      #expect(abs(Double(sum) - (before[0].reduce(0, +) + Double(count * before[0].count))) < 1e-2)
    }
  }

  @Test func anotherModelOfTheSameShapeKeepsItsOwnParameters() throws {
    let (one, other) = (try XOR.model(0), try XOR.model(1))
    let untouched = try other.leaves(of: Parameter.self).map { try $0.value.data.doubles() }
    let train = jit { (model: MLP, moments: Moments) in try self.step(model, moments) }
    _ = try train(one, Moments(of: one))
    #expect(try other.leaves(of: Parameter.self).map { try $0.value.data.doubles() } == untouched)
    let first = try train(other, Moments(of: other)).loss.item(as: Float.self)
    #expect(abs(first - (try task.loss(XOR.model(1)).item(as: Float.self))) < 1e-5)
    #expect(try other.leaves(of: Parameter.self).map { try $0.value.data.doubles() } != untouched)
  }

  @Test func capturedParametersAreReadAtEachCall() throws {
    let model = try XOR.model(0)
    let loss = jit { (inputs: NamedArray) in try model(inputs).sum().unwrap() }
    _ = try loss(task.inputs)
    for parameter in try model.leaves(of: Parameter.self) { parameter.value = try parameter.value * 0 }
    #expect(try loss(task.inputs).item(as: Float.self) == 0)
  }

  @Test func frozenModelsDoNotFollowTheirParameters() throws {
    let model = try XOR.model(0)
    let frozen = try freezeParameters(model)
    let before = try task.loss(frozen).item(as: Float.self)
    for parameter in try model.leaves(of: Parameter.self) { parameter.value = try parameter.value * 0 }
    #expect(try task.loss(frozen).item(as: Float.self) == before)
    #expect(try task.loss(model).item(as: Float.self) != before)
  }

  @Test func aFailureUnderJitTellsTheWayToTheLayer() throws {
    let model = try XOR.model(0)
    let run = jit { (inputs: NamedArray) in try model(inputs) }
    let wrong = try NamedArray(NDArray.ones([3]), "features")
    let error = #expect(throws: LayerError.self) { _ = try run(wrong) }
    #expect(error?.path.description == ".sublayers[0].sublayers[0]")
    // The failure leaves nothing behind.
    #expect(try run(task.inputs).namedShape == ["batch": 4, "features": 2])
  }
}
