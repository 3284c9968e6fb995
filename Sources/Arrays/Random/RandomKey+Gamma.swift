extension RandomKey {
  /// Numbers from the gamma distribution of scale 1, of density x^(a − 1) e^−x / Γ(a).
  ///
  /// The derivative by the concentration is that of the quantile which the number is; there is no second one.
  ///
  /// - Parameters:
  ///   - concentration: a, greater than 0; broadcasts to the shape.
  ///   - shape: the shape of the result, that of the parameter when absent.
  ///   - dtype: a floating point type, which holds the parameter.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func gamma(_ concentration: NDArray, shape: [Int]? = nil, dtype: DType = .float32) throws -> NDArray {
    try draw(Gamma.self, [concentration], shape, dtype)
  }

  /// The logarithms of numbers from the gamma distribution, also where those are too small to write down.
  ///
  /// - Parameters and errors: as for ``gamma(_:shape:dtype:)``.
  public func logGamma(_ concentration: NDArray, shape: [Int]? = nil, dtype: DType = .float32) throws -> NDArray {
    try draw(LogarithmicGamma.self, [concentration], shape, dtype)
  }

  /// Numbers from the beta distribution on (0, 1), of density proportional to x^(a − 1) (1 − x)^(b − 1).
  ///
  /// - Parameters:
  ///   - a: greater than 0; broadcasts to the shape.
  ///   - b: greater than 0; broadcasts to the shape.
  ///   - shape: the shape of the result, that of the parameters when absent.
  ///   - dtype: a floating point type, which holds the parameters.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func beta(_ a: NDArray, _ b: NDArray, shape: [Int]? = nil, dtype: DType = .float32) throws -> NDArray {
    try draw(Beta.self, [a, b], shape, dtype)
  }

  /// Numbers from the chi-square distribution: sums of squares of standard normal numbers.
  ///
  /// - Parameters:
  ///   - freedom: the degrees of freedom, greater than 0; broadcast to the shape.
  ///   - shape: the shape of the result, that of the parameter when absent.
  ///   - dtype: a floating point type, which holds the parameter.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func chiSquare(_ freedom: NDArray, shape: [Int]? = nil, dtype: DType = .float32) throws -> NDArray {
    try draw(ChiSquare.self, [freedom], shape, dtype)
  }

  /// Numbers from Student's t distribution.
  ///
  /// - Parameters and errors: as for ``chiSquare(_:shape:dtype:)``.
  public func studentT(_ freedom: NDArray, shape: [Int]? = nil, dtype: DType = .float32) throws -> NDArray {
    try draw(StudentT.self, [freedom], shape, dtype)
  }

  /// Numbers from Fisher's F distribution: quotients of chi-square numbers, each over its degrees of freedom.
  ///
  /// - Parameters:
  ///   - numerator: the degrees of freedom above the line, greater than 0; broadcast to the shape.
  ///   - denominator: those below the line.
  ///   - shape: the shape of the result, that of the parameters when absent.
  ///   - dtype: a floating point type, which holds the parameters.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func f(
    _ numerator: NDArray, _ denominator: NDArray, shape: [Int]? = nil, dtype: DType = .float32
  ) throws -> NDArray {
    try draw(FisherF.self, [numerator, denominator], shape, dtype)
  }

  /// Lists of probabilities from the Dirichlet distribution, each adding up to 1.
  ///
  /// - Parameters:
  ///   - concentrations: greater than 0, one for each probability on the last axis; the others broadcast to the shape.
  ///   - shape: how many lists; the axes of the parameter but the last when absent.
  ///   - dtype: a floating point type, which holds the parameter.
  /// - Returns: lists on the last axis, after those of the shape.
  /// - Throws: ``ArrayError/rank(operation:expected:found:)`` for a parameter without axes,
  ///   ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func dirichlet(
    _ concentrations: NDArray, shape: [Int]? = nil, dtype: DType = .float32
  ) throws -> NDArray {
    guard let count = concentrations.shape.last else {
      throw ArrayError.rank(operation: "dirichlet", expected: "concentrations along one axis at least", found: 0)
    }
    return try draw(Dirichlet.self, [concentrations], shape.map { $0 + [count] }, dtype)
  }

  /// Numbers of density proportional to e^−|x|^p.
  ///
  /// - Parameters:
  ///   - power: p, greater than 0: 1 gives Laplace's distribution, 2 the normal one of variance ½.
  ///   - shape: the shape of the result.
  ///   - dtype: a floating point type.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` unless the power is greater than 0,
  ///   ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func generalizedNormal(_ power: Double, _ shape: [Int] = [], dtype: DType = .float32) throws -> NDArray {
    try checkFloating(shape, dtype, "generalizedNormal")
    try checkPower(power, "generalizedNormal")
    return try GeneralizedNormal(power: power, shape: shape, dtype: dtype)(data)
  }

  /// Points uniformly distributed in the unit ball of a p-norm.
  ///
  /// - Parameters:
  ///   - dimensions: how many coordinates a point has, on the last axis of the result.
  ///   - power: the p of the norm, greater than 0.
  ///   - shape: how many points.
  ///   - dtype: a floating point type.
  /// - Throws: as ``generalizedNormal(_:_:dtype:)`` does.
  public func ball(
    _ dimensions: Int, power: Double = 2, shape: [Int] = [], dtype: DType = .float32
  ) throws -> NDArray {
    try checkFloating(shape + [dimensions], dtype, "ball")
    try checkPower(power, "ball")
    return try Ball(dimensions: dimensions, power: power, shape: shape, dtype: dtype)(data)
  }

  private func checkPower(_ power: Double, _ operation: String) throws {
    guard power > 0, power.isFinite else {
      throw ArrayError.argument(operation: operation, problem: "the power must be greater than 0, found \(power)")
    }
  }
}
