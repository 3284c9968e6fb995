import Arrays
import Testing

/// What permutations, choices and draws by rejection must be, whatever their numbers.
@Suite struct RandomOrderTests {
  private let key: RandomKey

  init() throws { key = try RandomKey(11) }

  @Test func permutationsHaveTheSameElements() throws {
    #expect(try key.permutation(1_000).doubles().sorted() == (0..<1_000).map(Double.init))
    #expect(try key.permutation(1_000).doubles() != (0..<1_000).map(Double.init))
    let table = try NDArray.arange(60).reshaped(to: [3, 20])
    let rows = try key.permutation(table, axis: 1)
    let first = try rows[0].doubles()
    #expect(first.sorted() == (0..<20).map(Double.init))
    // All rows in one order, unless each is to have its own.
    #expect(try rows[2].doubles() == first.map { $0 + 40 })
    let apart = try key.permutation(table, axis: 1, independently: true)
    #expect(try apart[2].doubles().sorted() == (40..<60).map(Double.init))
    #expect(try apart[2].doubles() != apart[0].doubles().map { $0 + 40 })
    let empty = try key.permutation(NDArray.zeros([0, 2]))
    #expect(empty.shape == [0, 2])
  }

  @Test func permutationsUnderTransformationsAreTheSame() throws {
    let keys = try key.split([4])
    let mapped = try vmap { (key: RandomKey) in try key.permutation(9) }(keys)
    for place in 0..<4 { #expect(try mapped[place].doubles() == keys[place].permutation(9).doubles()) }
    let compiled = jit { (key: RandomKey, x: NDArray) in try key.choice(x, shape: [5], replacing: false) }
    let values = try NDArray.arange(8)
    #expect(
      try compiled(key, values).doubles() == key.choice(values, shape: [5], replacing: false).doubles())
  }

  @Test func choicesKeepTheirPromises() throws {
    let distinct = try key.choice(50, shape: [7, 5], replacing: false)
    #expect(distinct.shape == [7, 5])
    #expect(try Set(distinct.doubles()).count == 35)
    let weights = try NDArray([0.0, 3.0, 0.0, 1.0])
    let drawn = try key.choice(4, shape: [2_000], weights: weights).doubles()
    #expect(Set(drawn) == [1, 3])
    // Three quarters, within five standard errors.
    #expect(abs(Double(drawn.count { $0 == 1 }) / 2_000 - 0.75) < 5 * (0.75 * 0.25 / 2_000).squareRoot())
    #expect(try Set(key.choice(4, shape: [2], replacing: false, weights: weights).doubles()) == [1, 3])
    let table = try NDArray.arange(12).reshaped(to: [3, 4])
    #expect(try key.choice(table, shape: [2, 5], axis: 1).shape == [3, 2, 5])
    #expect(try key.choice(table, shape: [0], axis: 0).shape == [0, 4])
    #expect(try key.choice(0, shape: [0]).shape == [0])
  }

  @Test func drawsOfDistributionsHaveTheirMeans() throws {
    let count = 20_000.0
    let shape = [20_000]
    // The draws, their mean and their variance.
    let cases: [(String, NDArray, Double, Double)] = [
      ("gamma", try key.gamma(3, shape: shape), 3, 3),
      ("small gamma", try key.gamma(0.2, shape: shape), 0.2, 0.2),
      ("beta", try key.beta(2, 3, shape: shape), 0.4, 0.04),
      ("chiSquare", try key.chiSquare(4, shape: shape), 4, 8),
      ("studentT", try key.studentT(8, shape: shape), 0, 8.0 / 6),
      ("poisson", try key.poisson(4, shape: shape), 4, 4),
      ("large poisson", try key.poisson(300, shape: shape), 300, 300),
      ("binomial", try key.binomial(20, 0.2, shape: shape), 4, 3.2),
      ("large binomial", try key.binomial(1_000, 0.7, shape: shape), 700, 210),
      ("generalizedNormal", try key.generalizedNormal(2, shape), 0, 0.5),
    ]
    for (name, draws, mean, variance) in cases {
      let found = try draws.doubles().reduce(0, +) / count
      #expect(abs(found - mean) < 5 * (variance / count).squareRoot(), "\(name): \(found)")
    }
    let lists = try key.dirichlet(NDArray([1.0, 2.0, 3.0]), shape: [100])
    #expect(lists.shape == [100, 3])
    #expect(try lists.sum([1]).doubles().allSatisfy { abs($0 - 1) < 1e-6 })
    let points = try key.ball(3, shape: [500])
    #expect(try points.norm(axes: [1]).doubles().allSatisfy { $0 <= 1 })
  }
}
