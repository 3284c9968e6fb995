import Arrays
import TestSupport
import Testing

/// Derivatives and batches of functions whose primitives have rules of their own.
@Suite struct FunctionDerivativesTests {
  private func weights(_ count: Int) throws -> NDArray { try NDArray.arange(1.0, Double(count) + 1) }

  @Test func sumsUpToEachElementPullBackFromTheEnd() throws {
    let w = try weights(4)
    let gradient = try grad { (x: NDArray) in try (x.cumulativeSum(axis: 0) * w).sum() }(w)
    #expect(try gradient.doubles() == [10, 9, 7, 4])
    let product = try grad { (x: NDArray) in try x.cumulativeProduct(axis: 0).sum() }(NDArray([2.0, 0, 3]))
    #expect(try product.doubles() == [1, 8, 0])
  }

  @Test func sumsUpToEachElementRunOverBatches() throws {
    let x = try NDArray.arange(6).reshaped(to: [2, 3])
    let rows = try vmap { (row: NDArray) in try row.cumulativeSum(axis: 0, reversed: true) }(x)
    #expect(try rows.elements(as: Int32.self) == [3, 3, 2, 12, 9, 5])
  }

  @Test func takingPullsBackToWhereItTook() throws {
    let x = try NDArray([[1.0, 2], [3, 4]].flatMap { $0 }, shape: [2, 2])
    let i = try NDArray([1, -1, 0, 0], shape: [2, 2])
    let along = try grad { (x: NDArray) in try x.takeAlong(i, axis: 1).sum() }(x)
    #expect(try along.doubles() == [0, 2, 2, 0])
    let rows = try grad { (x: NDArray) in try x.take(NDArray([1, 1]), axis: 0).sum() }(x)
    #expect(try rows.doubles() == [0, 0, 2, 2])
  }

  @Test func constantsStopDerivatives() throws {
    let gradient = try grad { (x: NDArray) in try (x * x.stopGradient()).sum() }(weights(3))
    #expect(try gradient.doubles() == [1, 2, 3])
  }

  @Test func softmaxDoesNotChangeUnderAShift() throws {
    let x = try NDArray([1000.0, 1001, 1002])
    let gradient = try grad { (x: NDArray) in try (x.softmax() * self.weights(3)).sum() }(x)
    #expect(try abs(gradient.sum().doubles()[0]) < 1e-6)
    #expect(try gradient.doubles().allSatisfy(\.isFinite))
  }

  @Test func batchedProductsAgreeWithSingleOnes() throws {
    let key = try RandomKey(3)
    let (x, y) = (try key.normal([4, 2, 3]), try key.normal([3, 5]))
    let mapped = try vmap { (x: NDArray) in try x.matmul(y) }(x)
    #expect(try difference(mapped, x.matmul(y), relative: 1e-6, absolute: 1e-6) == nil)
  }
}
