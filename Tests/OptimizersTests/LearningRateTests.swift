import Arrays
import Foundation
import Optimizers
import TestSupport
import Testing

@Suite struct LearningRateTests {
  private func values(_ rate: LearningRate, after counts: [Int]) throws -> [Double] {
    try counts.map { try rate.value(after: NDArray([$0]).reshaped(to: [])).doubles()[0] }
  }

  private func expect(_ found: [Double], _ expected: [Double], _ comment: Comment? = nil) {
    for (one, other) in zip(found, expected) { #expect(abs(one - other) < 1e-6, comment) }
  }

  @Test func ratesFollowTheirFormulas() throws {
    expect(try values(0.25, after: [0, 100]), [0.25, 0.25])
    expect(try values(.linear(from: 1, to: 0.5, over: 10), after: [0, 5, 10, 20]), [1, 0.75, 0.5, 0.5])
    expect(try values(.cosineDecay(from: 2, over: 4), after: [0, 1, 2, 4, 9]), [2, 1 + sqrt(0.5), 1, 0, 0])
    expect(try values(.cosineDecay(from: 2, over: 4, toFraction: 0.1), after: [0, 2, 4]), [2, 1.1, 0.2])
    let warm = LearningRate.warmup(over: 4, to: 1, then: .linear(from: 1, to: 0, over: 2))
    expect(try values(warm, after: [0, 1, 4, 5, 6, 7]), [0, 0.25, 1, 0.5, 0, 0])
  }

  @Test func noStepsMeanTheLaterRate() throws {
    expect(try values(.linear(from: 1, to: 0.5, over: 0), after: [0]), [0.5])
    expect(try values(.cosineDecay(from: 1, over: 0, toFraction: 0.5), after: [0]), [0.5])
    expect(try values(.warmup(over: 0, to: 1, then: 0.5), after: [0]), [0.5])
  }

  @Test func aScheduleSeesTheStepsMadeBefore() throws {
    let optimizer = sgd(learningRate: .linear(from: 1, to: 0, over: 4))
    let step = jit { (gradient: NDArray, state: OptimizerState<NDArray>, parameter: NDArray) in
      let (updates, state) = try optimizer.update(gradient, state, parameter)
      return OptimizerState(count: state.count, moments: [updates])
    }
    let one = try NDArray([1.0], dtype: .bfloat16)
    var state = try optimizer.initialState(for: one)
    var found: [Double] = []
    for _ in 0..<5 {
      let result = try step(one, state, one)
      #expect(result.moments[0].dtype == .bfloat16)
      found += try result.moments[0].doubles()
      state.count = result.count
    }
    #expect(found == [-1, -0.75, -0.5, -0.25, 0])
  }

  @Test func aScheduleThatGivesMoreThanANumberIsRefused() throws {
    let rate = LearningRate.schedule { _ in try NDArray([1.0, 2.0]) }
    let error = #expect(throws: ArrayError.self) { try rate.value(after: 0) }
    #expect("\(try #require(error))".contains("learning rate schedule"))
  }
}
