import Arrays
import Foundation
import Testing

/// Gumbel noise and draws with given probabilities: their distributions, and that they are functions of the key.
@Suite struct CategoricalTests {
  private let key: RandomKey

  init() throws { key = try RandomKey(20) }

  // MARK: Gumbel

  @Test(arguments: [DType.float32, .float64]) func gumbelNoiseHasItsMoments(_ dtype: DType) throws {
    let draws = try key.gumbel([40_000], dtype: dtype)
    #expect(draws.type == ArrayType([40_000], dtype))
    let values = try draws.doubles()
    #expect(values.allSatisfy { $0.isFinite })
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)
    // The mean is the Euler-Mascheroni constant, the variance π² / 6; both within five standard errors.
    #expect(abs(mean - 0.577_216) < 5 * 1.2825 / 200)
    #expect(abs(variance - Double.pi * Double.pi / 6) < 5 * 1.644934 * (4.4 as Double).squareRoot() / 200)
  }

  @Test func gumbelNoiseHasItsDistributionFunction() throws {
    let values = try key.gumbel([40_000]).doubles()
    for point in [-1.5, -0.5, 0, 1, 3] {
      let expected = exp(-exp(-point))
      let found = Double(values.count { $0 <= point }) / 40_000
      #expect(abs(found - expected) < 5 * (expected * (1 - expected) / 40_000).squareRoot(), "at \(point)")
    }
  }

  @Test(arguments: [DType.float16, .bfloat16]) func smallTypesGiveFiniteNoise(_ dtype: DType) throws {
    let draws = try key.gumbel([5_000], dtype: dtype)
    #expect(draws.dtype == dtype)
    #expect(try draws.doubles().count(where: \.isNaN) == 0)
    #expect(try draws.doubles().allSatisfy { $0 > -5 })
  }

  @Test func gumbelNoiseNeedsAFloatingType() throws {
    let error = #expect(throws: ArrayError.self) { try key.gumbel([2], dtype: .int32) }
    #expect(error?.description.contains("gumbel") == true)
    #expect(error?.description.contains("floating point") == true)
  }

  // MARK: Categorical

  @Test func drawsFollowTheProbabilities() throws {
    let probabilities = [0.5, 0.25, 0.125, 0.125]
    let logits = try NDArray(probabilities).log()
    let draws = try key.categorical(logits.broadcasted(to: [40_000, 4]))
    #expect(draws.type == ArrayType([40_000], .int32))
    let counts = try draws.elements(as: Int32.self).reduce(into: [Int32: Int]()) { $0[$1, default: 0] += 1 }
    #expect(Set(counts.keys) == [0, 1, 2, 3])
    for (index, probability) in probabilities.enumerated() {
      let found = Double(counts[Int32(index)] ?? 0) / 40_000
      #expect(abs(found - probability) < 5 * (probability * (1 - probability) / 40_000).squareRoot(), "\(index)")
    }
  }

  @Test func logitsNeedNotBeNormalized() throws {
    let logits = try key.normal([200, 5])
    #expect(try key.categorical(logits).doubles() == key.categorical(logits + 64).doubles())
  }

  @Test func whatIsImpossibleIsNotDrawn() throws {
    let logits = try NDArray([-Double.infinity, 0, -.infinity, 0]).broadcasted(to: [1_000, 4])
    #expect(Set(try key.categorical(logits).doubles()) == [1, 3])
    let certain = try NDArray([-Double.infinity, -.infinity, 3]).broadcasted(to: [100, 3])
    #expect(try key.categorical(certain).doubles() == [Double](repeating: 2, count: 100))
  }

  @Test func theAxisIsTakenAway() throws {
    let logits = try key.normal([2, 5, 3])
    for (axis, shape) in [(0, [5, 3]), (1, [2, 3]), (2, [2, 5]), (-1, [2, 5]), (-3, [5, 3])] {
      let draws = try key.categorical(logits, axis: axis)
      #expect(draws.type == ArrayType(shape, .int32))
      let size = Double(logits.shape[(axis + 3) % 3])
      #expect(try draws.doubles().allSatisfy { $0 >= 0 && $0 < size })
    }
    #expect(try key.categorical(logits[0][0]).shape == [])
  }

  @Test func drawsAreTheLargestWithGumbelNoise() throws {
    let logits = try key.split(into: 2)[0].normal([50, 6])
    let noisy = try logits + key.gumbel([50, 6])
    #expect(try key.categorical(logits).doubles() == noisy.argmax(axis: 1).doubles())
  }

  // MARK: Keys

  @Test func theSameKeyGivesTheSameDraws() throws {
    let logits = try NDArray.zeros([100, 8])
    let draws = try key.categorical(logits).doubles()
    #expect(try RandomKey(20).categorical(logits).doubles() == draws)
    let draw = jit { (key: RandomKey, logits: NDArray) in try key.categorical(logits) }
    #expect(try draw(key, logits).doubles() == draws)
    #expect(try RandomKey(21).categorical(logits).doubles() != draws)
    let parts = try key.split(into: 2).map { try $0.categorical(logits).doubles() }
    #expect(Set(parts + [draws]).count == 3)
  }

  @Test func mistakesAreRefused() throws {
    let axis = #expect(throws: ArrayError.self) { try key.categorical(NDArray.zeros([2, 3]), axis: 2) }
    #expect(axis?.description.contains("categorical: axis 2 is out of range") == true)
    let dtype = #expect(throws: ArrayError.self) { try key.categorical(NDArray([1, 2, 3])) }
    #expect(dtype?.description.contains("floating point") == true)
    let empty = #expect(throws: ArrayError.self) { try key.categorical(NDArray.zeros([3, 0])) }
    #expect(empty?.description.contains("categorical") == true)
    let keys = #expect(throws: ArrayError.self) { try key.split([2]).categorical(NDArray.zeros([3])) }
    #expect(keys?.description.contains("a single key") == true)
  }
}
