import Arrays
import Testing

/// What is refused when numbers are drawn, and what the message says.
@Suite struct RandomMisuseTests {
  private let key: RandomKey

  init() throws { key = try RandomKey(0) }

  private func message(_ body: () throws -> NDArray) -> String {
    (#expect(throws: ArrayError.self) { try body() })?.description ?? ""
  }

  @Test func negativeSizesAreRefused() throws {
    let draws: [(String, ([Int]) throws -> NDArray)] = [
      ("uniform", { try key.uniform($0) }), ("normal", { try key.normal($0) }), ("bits", { try key.bits($0) }),
      ("laplace", { try key.laplace($0) }), ("cauchy", { try key.cauchy($0) }), ("gumbel", { try key.gumbel($0) }),
      ("logistic", { try key.logistic($0) }), ("exponential", { try key.exponential($0) }),
      ("maxwell", { try key.maxwell($0) }), ("rademacher", { try key.rademacher($0) }),
      ("bernoulli", { try key.bernoulli(shape: $0) }), ("geometric", { try key.geometric(0.5, shape: $0) }),
      ("pareto", { try key.pareto(1, shape: $0) }), ("integers", { try key.integers($0, to: 3) }),
      ("truncatedNormal", { try key.truncatedNormal($0) }), ("wald", { try key.wald(1, shape: $0) }),
    ]
    for (name, draw) in draws {
      let text = message { try draw([2, -3]) }
      #expect(text.hasPrefix(name) && text.contains("[2, -3]"), "\(name): \(text)")
    }
  }

  @Test func emptyIntervalsAreRefused() {
    #expect(message { try key.uniform([2], from: 3, to: 3) } == "uniform: the interval from 3.0 to 3.0 is empty.")
    #expect(message { try key.integers([2], from: 5, to: 2) } == "integers: the interval from 5.0 to 2.0 is empty.")
    #expect(message { try key.triangular(left: 1, mode: 1, right: 0) }.contains("the interval from 1.0 to 0.0"))
    #expect(message { try key.truncatedNormal([2], from: 2, to: -2) }.contains("the interval from 2.0 to -2.0"))
  }

  @Test func probabilitiesLieBetweenZeroAndOne() {
    for probability in [-0.1, 1.5, .nan, .infinity] {
      let number = NDArray(probability)
      #expect(
        message { try key.bernoulli(number) } == "bernoulli: a probability lies between 0 and 1, found \(probability).")
      #expect(message { try key.geometric(number) }.hasPrefix("geometric: a probability lies between 0 and 1"))
    }
  }

  @Test func parametersFitTheShape() throws {
    let three = try NDArray([1.0, 2.0, 3.0])
    #expect(message { try key.pareto(three, shape: [2]) }.contains("the shape [2] of the draws"))
    #expect(message { try key.uniform([2], to: three) }.contains("[3]"))
    #expect(message { try key.bernoulli(NDArray([0.5, 0.5]), shape: []) }.contains("the shape [] of the draws"))
    #expect(message { try key.weibullMin(scale: three, concentration: NDArray([1.0, 2.0])) }.contains("[3] and [2]"))
    #expect(message { try key.categorical(NDArray.zeros([3, 4]), shape: [3, 2]) }.contains("ends with [3]"))
  }

  @Test func typesAreNamed() throws {
    #expect(message { try key.laplace(dtype: .int32) }.contains("a floating point dtype, found int32"))
    #expect(message { try key.geometric(0.5, dtype: .float32) }.contains("an integer dtype, found float32"))
    #expect(message { try key.rademacher(dtype: .uint8) }.contains("found uint8"))
    let wide = try NDArray([1.0], dtype: .float64)
    #expect(message { try key.pareto(wide) }.contains("parameters that float32 holds without loss, found float64"))
  }

  @Test func drawsWithoutReplacementMustSuffice() throws {
    let three = try NDArray([1.0, 2.0, 3.0])
    #expect(message { try key.choice(three, shape: [2, 2], replacing: false) }.contains("4 draws without replacement"))
    #expect(message { try key.choice(3, shape: [4], replacing: false) }.contains("has 3"))
    #expect(message { try key.choice(0) }.contains("of size 0"))
    #expect(message { try key.choice(three, shape: [-1]) }.contains("[-1]"))
    #expect(message { try key.choice(three, axis: 1) }.contains("axis 1 is out of range"))
    #expect(message { try key.choice(4, weights: three) }.contains("one weight for each of the 4 places"))
    #expect(message { try key.choice(3, weights: NDArray([1, 2, 3])) }.contains("found int32"))
    #expect(message { try key.choice(NDArray(3)) }.contains("choice"))
    let draws = message { try key.categorical(three, shape: [4], replacing: false) }
    #expect(draws.contains("4 draws without replacement need as many categories, there are 3"))
    #expect(message { try key.permutation(-1) }.contains("[-1]"))
    #expect(message { try key.permutation(three, axis: 2) }.contains("permutation: axis 2 is out of range"))
  }

  @Test func parametersOfRejectionAreChecked() throws {
    #expect(message { try key.poisson(-1) }.contains("the rate must not be negative, found -1.0"))
    #expect(message { try key.poisson(1, dtype: .float32) }.contains("an integer dtype"))
    #expect(message { try key.binomial(3, 1.5) }.contains("binomial: a probability lies between 0 and 1, found 1.5"))
    #expect(message { try key.generalizedNormal(0) }.contains("the power must be greater than 0, found 0.0"))
    #expect(message { try key.ball(-1) }.contains("[-1]"))
    #expect(message { try key.dirichlet(2) }.contains("along one axis at least"))
    #expect(message { try key.gamma(1, shape: [-2]) }.contains("[-2]"))
    let three = try NDArray.ones([3])
    let vectors = message { try key.multivariateNormal(mean: three, covariance: three) }
    #expect(vectors.contains("multivariateNormal: expected means of shape [..., n]"), "\(vectors)")
    let fewer = message { try key.multivariateNormal(mean: three, covariance: NDArray.eye(3), shape: [-1]) }
    #expect(fewer.contains("multivariateNormal") && fewer.contains("[-1]"), "\(fewer)")
    #expect(message { try key.multinomial(3, 0.5) }.contains("multinomial: expected probabilities with an axis"))
    #expect(message { try key.multinomial(3, three, dtype: .bool) }.contains("multinomial: expected a floating"))
    #expect(message { try key.orthogonal(-1) }.contains("orthogonal: sizes must not be negative"))
    #expect(message { try key.orthogonal(2, dtype: .int32) }.contains("orthogonal: expected a floating point dtype"))
  }

  @Test func theSecondDerivativeAlongAConcentrationIsRefused() throws {
    let slope = grad { (a: NDArray) in try key.gamma(a, shape: [3]).sum() }
    let text = message { try grad(slope)(NDArray([2.0])[0]) }
    #expect(text.contains("gamma has no"), "\(text)")
    #expect(text.contains("stopGradient()"))
    let constant = grad { (a: NDArray) in try (a * key.gamma(a.stopGradient(), shape: [3])).sum() }
    let draws = try key.gamma(2, shape: [3]).sum()
    let found = try constant(NDArray([2.0])[0]).item(as: Float.self)
    #expect(try abs(found - draws.item(as: Float.self)) < 1e-5)
  }
}
