import Arrays
import Optimizers
import TestSupport
import Testing

@Suite struct MomentumTests {
  private func updates(_ optimizer: some GradientTransformation, steps: Int) throws -> [Double] {
    let one = try NDArray([1.0])
    var state = try optimizer.initialState(for: one)
    return try (0..<steps).map { _ in
      let (updates, next) = try optimizer.update(one, state, one)
      state = next
      return try updates.doubles()[0]
    }
  }

  @Test func theSumDecays() throws {
    #expect(try updates(momentum(0.5), steps: 3) == [1, 1.5, 1.75])
    #expect(try updates(momentum(0.5, nesterov: true), steps: 2) == [1.5, 1.75])
  }

  @Test func withoutMomentumNothingIsKept() throws {
    #expect(sgd(learningRate: 0.5).momentCount == 0)
    #expect(try updates(sgd(learningRate: 0.5), steps: 2) == [-0.5, -0.5])
  }
}
