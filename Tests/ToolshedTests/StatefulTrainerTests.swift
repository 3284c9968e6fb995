import Arrays
import Layers
import Models
import NamedAxes
import Optimizers
import Testing
import Toolshed
import Variables

@Suite struct StatefulTrainerTests {
  private func elements(_ parameters: [Parameter]) throws -> [[Float]] {
    try parameters.map { try $0.value.data.elements() }
  }

  // MARK: What training does

  @Test(arguments: [false, true]) func exclusiveOrIsLearned(_ donatesParameters: Bool) throws {
    let trainer = try XOR.trainer(0, donatingParameters: donatesParameters)
    let losses = try XOR.losses(trainer, 50)
    #expect(losses[0] > 0.3)
    #expect(losses[49] < 0.05, "loss \(losses[49])")
    #expect(trainer.stepCount == 50)
  }

  @Test func parametersOfTheModelChangeInPlaceAndKeepTheirLabels() throws {
    let model = try XOR.model(1)
    let parameters = try unbindParameters(model).parameters
    let (labels, before) = (parameters.map(\.label), try elements(parameters))
    let trainer = try StatefulTrainer(model, adam(learningRate: 0.1), key: RandomKey(0), loss: XOR.loss)
    _ = try XOR.losses(trainer, 3)
    #expect(zip(trainer.parameters, parameters).allSatisfy { $0 === $1 })
    #expect(parameters.map(\.label) == labels)
    #expect(labels.contains("mlp/Affine_0/Linear.weights"))
    #expect(zip(try elements(parameters), before).allSatisfy { $0 != $1 })
    // What the model computes is what the trainer computes next.
    let loss = try XOR.loss(model, XOR.batch(), RandomKey(0)).item(as: Float.self)
    #expect(abs(try XOR.losses(trainer, 1)[0] - loss) < 1e-6)
  }

  @Test func stepsAreThoseOfAFunctionalLoop() throws {
    let model = try XOR.model(2)
    let (slots, parameters) = try unbindParameters(model)
    let optimizer = adam(learningRate: 0.1)
    var values = parameters.map { $0.frozen() }
    var state = try optimizer.initialState(for: values)
    let lossAndGradients = jit { (values: [ParameterValue], batch: [NamedArray], key: RandomKey) in
      let (loss, gradients) = try valueAndGrad { (values: [ParameterValue]) in
        try XOR.noisyLoss(bindVariables(slots, values), batch, key)
      }(values)
      return [gradients.map(\.value), [NamedArray(loss)]]
    }
    let update = jit {
      (gradients: [ParameterValue], state: OptimizerState<[ParameterValue]>, values: [ParameterValue]) in
      let (updates, next) = try optimizer.update(gradients, state, values)
      return OptimizerState(count: next.count, moments: next.moments + [try applyUpdates(values, updates)])
    }
    var losses: [Float] = []
    for step in 0..<6 {
      let results = try lossAndGradients(values, XOR.batch(), RandomKey(102).foldIn(NDArray(step)))
      losses.append(try results[1][0].data.item())
      let gradients = zip(values, results[0]).map { ParameterValue($1, label: $0.label) }
      var next = try update(gradients, state, values)
      values = next.moments.removeLast()
      state = next
    }
    let trainer = try StatefulTrainer(model, optimizer, key: RandomKey(102), loss: XOR.noisyLoss)
    #expect(try XOR.losses(trainer, 6) == losses)
    #expect(try elements(trainer.parameters) == values.map { try $0.value.data.elements() })
  }

  @Test func theSameSeedGivesTheSameNumbers() throws {
    let one = try XOR.losses(XOR.trainer(3, loss: XOR.noisyLoss), 5)
    #expect(try XOR.losses(XOR.trainer(3, loss: XOR.noisyLoss), 5) == one)
    #expect(try XOR.losses(XOR.trainer(4, loss: XOR.noisyLoss), 5) != one)
  }

  @Test func eachStepGetsAKeyOfItsOwn() throws {
    let trainer = try XOR.trainer(5) { model, batch, key in
      try XOR.loss(model, batch, key) * 0 + key.uniform()
    }
    let expected = try (0..<4).map { try RandomKey(105).foldIn(NDArray($0)).uniform().item(as: Float.self) }
    #expect(try XOR.losses(trainer, 4) == expected)
    #expect(Set(expected).count == 4)
  }

  // MARK: What happens between steps

  @Test func valuesAssignedBetweenStepsCount() throws {
    let trainer = try XOR.trainer(6)
    let start = trainer.parameters.map(\.value)
    let losses = try XOR.losses(trainer, 5)
    #expect(losses[4] != losses[0])
    for (parameter, value) in zip(trainer.parameters, start) { parameter.value = value }
    #expect(try XOR.losses(trainer, 1)[0] == losses[0])
  }

  @Test func snapshotsStayReadable() throws {
    let trainer = try XOR.trainer(7)
    for _ in 0..<2 {
      let snapshots = trainer.parameters.map { $0.frozen() }
      let before = try elements(trainer.parameters)
      _ = try XOR.losses(trainer, 2)
      #expect(try snapshots.map { try $0.value.data.elements() } == before)
      #expect(try elements(trainer.parameters) != before)
    }
  }

  @Test func snapshotsAreLostWhereParametersAreDonated() throws {
    let trainer = try XOR.trainer(7, donatingParameters: true)
    // The zeros that biases begin with are no memory of the device that could be donated.
    _ = try XOR.losses(trainer, 1)
    let snapshots = trainer.parameters.map { $0.frozen() }
    _ = try XOR.losses(trainer, 1)
    for snapshot in snapshots {
      let error = #expect(throws: (any Error).self) { try snapshot.value.data.doubles() }
      let message = "\(error.map { "\($0)" } ?? "")".lowercased()
      #expect(message.contains("donated") || message.contains("deleted"), "\(message)")
    }
    // What the parameters hold now is readable, and steps go on.
    #expect(try elements(trainer.parameters).joined().allSatisfy(\.isFinite))
    #expect(try XOR.losses(trainer, 1)[0].isFinite)
  }

  @Test func donationDoesNotChangeTheNumbers() throws {
    let (kept, donated) = (try XOR.trainer(8), try XOR.trainer(8, donatingParameters: true))
    #expect(try XOR.losses(kept, 5) == XOR.losses(donated, 5))
    #expect(try elements(kept.parameters) == elements(donated.parameters))
  }

  @Test func stateOfTheModelIsChangedOnceAStep() throws {
    let saved = StateVariable([NamedArray]())
    var model = try XOR.model(9)
    model.sublayers.append(SaveIntermediate(saved))
    let trainer = try StatefulTrainer(model, adam(learningRate: 0.1), key: RandomKey(9), loss: XOR.loss)
    for count in 1...3 {
      try trainer.step(XOR.batch())
      #expect(saved.value.count == count)
    }
    #expect(saved.value.allSatisfy { $0.namedShape == ["batch": 4, "features": 2] })
    #expect(try saved.value[0].data.doubles() != saved.value[2].data.doubles())
  }

  // MARK: Several trainers

  @Test func trainersInConcurrentTasksDoNotMix() async throws {
    let alone = try (0..<2).map { try XOR.losses(XOR.trainer($0, loss: XOR.noisyLoss), 8) }
    let together = try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
      for seed in 0..<2 {
        group.addTask { (seed, try XOR.losses(XOR.trainer(seed, loss: XOR.noisyLoss), 8)) }
      }
      return try await group.reduce(into: [Int: [Float]]()) { $0[$1.0] = $1.1 }
    }
    #expect(together == [0: alone[0], 1: alone[1]])
  }

  // MARK: Errors

  @Test(arguments: [false, true]) func aFailedStepTellsTheLayerAndLeavesParametersAlone(_ donates: Bool) throws {
    let trainer = try XOR.trainer(10, donatingParameters: donates)
    let first = try XOR.losses(trainer, 1)[0]
    let before = try elements(trainer.parameters)
    let wrong = [try NamedArray(NDArray.ones([4, 3]), "batch", "features"), try XOR.batch()[1]]
    let error = #expect(throws: LayerError.self) { try trainer.step(wrong) }
    #expect(error.map { "\($0.path)" } == ".sublayers[0].sublayers[0]")
    #expect(error?.description.contains("mlp/Affine_0/Linear") == true)
    #expect(error?.description.contains("size 3 does not match the expected 2") == true)
    #expect(try elements(trainer.parameters) == before)
    #expect(trainer.stepCount == 1)
    // It goes on as if nothing had happened.
    let others = try XOR.losses(XOR.trainer(10), 3)
    #expect(try [first] + XOR.losses(trainer, 2) == others)
  }

  @Test(arguments: [false, true]) func parametersMayHoldOneArrayTogether(_ donates: Bool) throws {
    let model = try XOR.model(12)
    let shared = try NamedArray(RandomKey(12).normal([32]), "features")
    let trainer = try StatefulTrainer(
      model, adam(learningRate: 0.1), key: RandomKey(0), donatingParameters: donates, loss: XOR.loss)
    let biases = trainer.parameters.filter { $0.value.namedShape == ["features": 32] }
    #expect(biases.count == 2)
    for bias in biases { bias.value = shared }
    #expect(try XOR.losses(trainer, 2).allSatisfy { $0.isFinite })
    #expect(try biases[0].value.data.doubles() != biases[1].value.data.doubles())
  }

  @Test func lossesMustBeOneNumber() throws {
    let trainer = try XOR.trainer(11) { model, batch, key in try model(batch[0]).unwrap("batch", "features") }
    let error = #expect(throws: ArrayError.self) { try trainer.step(XOR.batch()) }
    #expect(error?.description.contains("one floating point number") == true)
  }

  @Test func parametersMustHaveLabelsOfTheirOwn() throws {
    let model = MLP(try XOR.model(0).sublayers + XOR.model(1).sublayers)
    let error = #expect(throws: VariableError.self) {
      try StatefulTrainer(model, adam(learningRate: 0.1), key: RandomKey(0), loss: XOR.loss)
    }
    #expect(error?.description.contains("mlp/Affine_0/Linear.weights") == true)
    #expect(error?.description.contains(".sublayers[5]") == true)
  }

  @Test func aModelWithoutParametersCannotBeTrained() throws {
    #expect(throws: OptimizerError.self) {
      try StatefulTrainer(MLP([]), adam(learningRate: 0.1), key: RandomKey(0), loss: XOR.loss)
    }
  }
}
