public import Arrays
public import Optimizers
public import Trees
public import Variables

/// Trains a model in place: each step changes the values of its parameters.
///
/// A step is one compiled program from the parameters, the optimizer's state and a batch to their successors; the
/// memory of the optimizer's old state is taken for the new one. Everything else of the model is constant.
///
/// ```swift
/// let trainer = try StatefulTrainer(model, adam(learningRate: 1e-3), key: key) { model, batch, key in
///   try loss(model(batch.inputs), batch.labels)
/// }
/// for batch in batches { print(try trainer.step(batch)) }
/// ```
public final class StatefulTrainer<Model: PyTree, Batch: PyTree> {
  /// The model, whose parameters the trainer changes.
  public let model: Model
  /// The parameters that the trainer changes, in the order in which the model holds them.
  public let parameters: [Parameter]
  /// How many steps were made.
  public private(set) var stepCount = 0

  private var state: TrainingState
  private var values: [ParameterValue]
  private let compiledStep: (TrainingState, [ParameterValue], Batch) throws -> StepResult

  /// A trainer of a model.
  ///
  /// - Parameters:
  ///   - model: the model; its parameters are shared, not copied.
  ///   - optimizer: gives the changes of the parameters from the gradients.
  ///   - key: the base of the keys that the loss function gets, a new one each step.
  ///   - donatesParameters: whether a step may also take the memory of the parameters' old values. Arrays and frozen
  ///     values that were read from the parameters before a step then cannot be used after it.
  ///   - loss: gives one floating point number from the model, a batch and a random key.
  /// - Throws: `VariableError` when parameters have the same label, errors of the optimizer's first state.
  public init(
    _ model: Model, _ optimizer: some GradientTransformation, key: RandomKey,
    donatingParameters donatesParameters: Bool = false,
    loss: @escaping (Model, Batch, RandomKey) throws -> NDArray
  ) throws {
    let (unbound, parameters) = try unbindParameters(model)
    let values = parameters.map { $0.frozen() }
    self.model = model
    self.parameters = parameters
    self.values = values
    state = TrainingState(optimizer: try optimizer.initialState(for: values), step: try NDArray(Int32(0)))
    compiledStep = jit(donating: donatesParameters ? [0, 1] : [0]) {
      (state: TrainingState, values: [ParameterValue], batch: Batch) in
      let key = try key.foldIn(state.step)
      let (value, gradients) = try valueAndGrad { (values: [ParameterValue]) in
        try loss(bindVariables(unbound, values), batch, key)
      }(values)
      let (updates, optimizerState) = try optimizer.update(gradients, state.optimizer, values)
      return StepResult(
        state: TrainingState(optimizer: optimizerState, step: try state.step + 1),
        values: try applyUpdates(values, updates), loss: value)
    }
  }

  /// Makes one step.
  ///
  /// - Returns: the loss before the step, without axes; reading it waits for the device.
  /// - Throws: what the loss function throws.
  @discardableResult
  public func step(_ batch: Batch) throws -> NDArray {
    // What was assigned to a parameter since the last step counts.
    for (position, parameter) in parameters.enumerated() { values[position].value = parameter.value }
    let result = try compiledStep(state, values, batch)
    (state, values) = (result.state, result.values)
    for (parameter, value) in zip(parameters, values) { parameter.value = value.value }
    stepCount += 1
    return result.loss
  }
}

/// What one step hands to the next, beside the parameters.
private struct TrainingState: PyTree {
  var optimizer: OptimizerState<[ParameterValue]>
  var step: NDArray

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("optimizer", &optimizer)
    try walker.child("step", &step)
  }
}

private struct StepResult: PyTree {
  var state: TrainingState
  var values: [ParameterValue]
  var loss: NDArray

  mutating func walk<Walker: TreeWalker>(_ walker: inout Walker) throws {
    try walker.child("state", &state)
    try walker.child("values", &values)
    try walker.child("loss", &loss)
  }
}
