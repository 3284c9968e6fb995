import Arrays
import Foundation
import Optimizers
import TestSupport
import Testing

/// The optimizers against the recorded steps of optax.
@Suite struct GoldenTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    struct Step: Decodable, Sendable {
      let gradients, updates, parameters: [String: GoldenArray]
    }

    struct Configuration: Decodable, Sendable {
      let learningRate: Double
      let momentum, b1, b2, eps, epsRoot, weightDecay: Double?
      let nesterov: Bool?

      enum CodingKeys: String, CodingKey {
        case learningRate = "learning_rate"
        case momentum, b1, b2, eps, nesterov
        case epsRoot = "eps_root"
        case weightDecay = "weight_decay"
      }
    }

    let name, dtype: String
    let config: Configuration
    let parameters: [String: GoldenArray]
    let steps: [Step]

    var testDescription: String { "\(name) \(dtype) \(config)" }

    func optimizer() throws -> Chain {
      let rate = LearningRate.constant(config.learningRate)
      let (b1, b2) = (config.b1 ?? 0.9, config.b2 ?? 0.999)
      let (eps, root, nesterov) = (config.eps ?? 1e-8, config.epsRoot ?? 0, config.nesterov ?? false)
      switch name {
      case "sgd": return sgd(learningRate: rate, momentum: config.momentum, nesterov: nesterov)
      case "adam":
        return adam(learningRate: rate, b1: b1, b2: b2, eps: eps, epsRoot: root, nesterov: nesterov)
      case "adamw":
        return adamW(
          learningRate: rate, b1: b1, b2: b2, eps: eps, epsRoot: root, weightDecay: config.weightDecay ?? 1e-4,
          nesterov: nesterov)
      default: throw ArrayError.argument(operation: "golden data", problem: "unknown optimizer \(name)")
      }
    }

    /// A few units in the last place of float32, where orders of operations differ; one rounding of bfloat16.
    var tolerance: Double { dtype == "float32" ? 1e-6 : 0x1p-8 }
  }

  typealias Parameters = [String: NDArray]

  static let cases = Result { try Golden<Case>.load("adam") }

  @Test func allCasesAreThere() throws {
    #expect(try Self.cases.get().count == 18)
  }

  @Test(arguments: (try? cases.get()) ?? [])
  func stepsEagerly(_ golden: Case) throws {
    try compare(golden) { optimizer, gradients, state, parameters in
      let (updates, state) = try optimizer.update(gradients, state, parameters)
      return Step(updates: updates, state: state, parameters: try applyUpdates(parameters, updates))
    }
  }

  @Test(arguments: (try? cases.get()) ?? [])
  func stepsCompiled(_ golden: Case) throws {
    let optimizer = try golden.optimizer()
    let step = jit { (gradients: Parameters, state: OptimizerState<Parameters>, parameters: Parameters) in
      let (updates, state) = try optimizer.update(gradients, state, parameters)
      return Step(updates: updates, state: state, parameters: try applyUpdates(parameters, updates))
    }
    try compare(golden) { _, gradients, state, parameters in try step(gradients, state, parameters) }
  }

  private func compare(
    _ golden: Case, _ advance: (Chain, Parameters, OptimizerState<Parameters>, Parameters) throws -> Step
  ) throws {
    let optimizer = try golden.optimizer()
    var parameters = try golden.parameters.mapValues { try $0.array() }
    var state = try optimizer.initialState(for: parameters)
    for (number, step) in golden.steps.enumerated() {
      let result = try advance(optimizer, step.gradients.mapValues { try $0.array() }, state, parameters)
      (parameters, state) = (result.parameters, result.state)
      for (name, expected) in step.updates {
        let update = try #require(result.updates[name])
        let apart = try difference(update, expected.array(), relative: golden.tolerance, absolute: 1e-9)
        #expect(apart == nil, "update \(number) of \(name)")
      }
      for (name, expected) in step.parameters {
        let parameter = try #require(parameters[name])
        let apart = try difference(parameter, expected.array(), relative: golden.tolerance, absolute: 1e-6)
        #expect(apart == nil, "parameter \(number) of \(name)")
      }
    }
    #expect(try state.count.item(as: Int32.self) == Int32(golden.steps.count))
  }
}
