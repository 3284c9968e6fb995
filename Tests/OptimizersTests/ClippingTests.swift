import Arrays
import Optimizers
import TestSupport
import Testing

@Suite struct ClippingTests {
  private func clipped(_ gradients: [String: NDArray], to norm: Double) throws -> [String: NDArray] {
    let clipping = clip(byGlobalNorm: norm)
    return try clipping.update(gradients, clipping.initialState(for: gradients), gradients).updates
  }

  @Test func theNormIsOverAllArraysTogether() throws {
    let gradients = ["a": try NDArray([3.0]), "b": try NDArray([4.0, 0.0])]
    let norm = try globalNorm([NDArray([3.0]), NDArray([4.0, 0.0])])
    #expect(try norm.doubles() == [5])
    let result = try clipped(gradients, to: 2.5)
    #expect(try result["a"]?.doubles() == [1.5])
    #expect(try result["b"]?.doubles() == [2, 0])
  }

  @Test func shortGradientsStayAsTheyAre() throws {
    let gradients = ["a": try NDArray([0.1, 0.0])]
    #expect(try clipped(gradients, to: 1)["a"]?.doubles() == gradients["a"]?.doubles())
    let zero = ["a": try NDArray([0.0])]
    #expect(try clipped(zero, to: 1)["a"]?.doubles() == [0])
  }

  @Test func dtypesStay() throws {
    let gradients = ["a": try NDArray([3.0], dtype: .bfloat16), "b": try NDArray([4.0])]
    let result = try clipped(gradients, to: 1)
    #expect(result["a"]?.dtype == .bfloat16)
    #expect(result["b"]?.dtype == .float32)
  }
}
