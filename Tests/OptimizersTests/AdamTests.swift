import Arrays
import Optimizers
import TestSupport
import Testing

@Suite struct AdamTests {
  @Test func doublePrecisionIsKept() throws {
    let optimizer = adam(learningRate: 0.1, b1: 0.9, b2: 0.999)
    let gradient = try NDArray([0.3], dtype: .float64)
    let step = jit { (parameter: NDArray, state: OptimizerState<NDArray>) in
      let (updates, state) = try optimizer.update(parameter, state, parameter)
      return OptimizerState(count: state.count, moments: state.moments + [try applyUpdates(parameter, updates)])
    }
    var state = try optimizer.initialState(for: gradient)
    var parameter = gradient
    var (mean, square, value) = (0.0, 0.0, 0.3)
    for number in 1...10 {
      let next = try step(parameter, state)
      (parameter, state) = (next.moments[2], OptimizerState(count: next.count, moments: Array(next.moments[..<2])))
      let slope = value
      mean = 0.9 * mean + 0.1 * slope
      square = 0.999 * square + 0.001 * slope * slope
      let (b1, b2) = ((1...number).reduce(1.0) { p, _ in p * 0.9 }, (1...number).reduce(1.0) { p, _ in p * 0.999 })
      value -= 0.1 * (mean / (1 - b1)) / ((square / (1 - b2)).squareRoot() + 1e-8)
    }
    #expect(parameter.dtype == .float64)
    #expect(try abs(parameter.doubles()[0] - value) < 1e-12)
  }

  @Test func weightDecayPullsTowardsZero() throws {
    let optimizer = adamW(learningRate: 0.5, weightDecay: 0.1)
    let parameter = try NDArray([2.0, -4.0])
    let zero = try NDArray([0.0, 0.0])
    let (updates, _) = try optimizer.update(zero, optimizer.initialState(for: parameter), parameter)
    let found = try updates.doubles()
    for (one, other) in zip(found, [-0.1, 0.2]) { #expect(abs(one - other) < 1e-7) }
  }
}
