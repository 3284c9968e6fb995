import Arrays
import Optimizers
import TestSupport
import Testing

@Suite struct ChainTests {
  @Test func eachTransformationKeepsItsOwnMoments() throws {
    let optimizer = chain(momentum(0.5), adam(learningRate: 0.1), momentum(0.25))
    #expect(optimizer.momentCount == 4)
    let one = try NDArray([1.0])
    let (_, state) = try optimizer.update(one, optimizer.initialState(for: one), one)
    let moments = try state.moments.map { try $0.doubles()[0] }
    for (found, expected) in zip(moments, [1, 0.1, 0.001, -0.1]) { #expect(abs(found - expected) < 1e-6) }
  }

  @Test func theOrderCounts() throws {
    let gradient = try NDArray([3.0, 4.0])
    func updates(_ optimizer: Chain) throws -> [Double] {
      try optimizer.update(gradient, optimizer.initialState(for: gradient), gradient).updates.doubles()
    }
    #expect(try updates(chain(clip(byGlobalNorm: 1), scale(10))).map { ($0 * 1e4).rounded() } == [6e4, 8e4])
    #expect(try updates(chain(scale(10), clip(byGlobalNorm: 1))).map { ($0 * 1e4).rounded() } == [6e3, 8e3])
  }

  @Test func anEmptyChainPassesGradientsOn() throws {
    let gradient = try NDArray([3.0, 4.0])
    let updates = try chain().update(gradient, chain().initialState(for: gradient), gradient).updates
    #expect(try updates.doubles() == [3, 4])
  }
}
