extension RandomKey {
  /// Numbers from the standard Laplace distribution, of density e^−|x| / 2.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func laplace(_ shape: [Int] = [], dtype: DType = .float32) throws -> NDArray {
    try draw(Laplace.self, [], shape, dtype)
  }

  /// Numbers from the standard Cauchy distribution, of density 1 / π(1 + x²).
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func cauchy(_ shape: [Int] = [], dtype: DType = .float32) throws -> NDArray {
    try draw(Cauchy.self, [], shape, dtype)
  }

  /// Numbers from the standard logistic distribution, whose distribution function is the sigmoid.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func logistic(_ shape: [Int] = [], dtype: DType = .float32) throws -> NDArray {
    try draw(StandardLogistic.self, [], shape, dtype)
  }

  /// Numbers from the exponential distribution of mean 1.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func exponential(_ shape: [Int] = [], dtype: DType = .float32) throws -> NDArray {
    try draw(StandardExponential.self, [], shape, dtype)
  }

  /// Numbers from the Maxwell distribution: the lengths of vectors of three standard normal numbers.
  ///
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/negativeSize(operation:shape:)``.
  public func maxwell(_ shape: [Int] = [], dtype: DType = .float32) throws -> NDArray {
    try draw(Maxwell.self, [], shape, dtype)
  }

  /// Numbers from the Maxwell distribution with random signs, stretched and moved.
  ///
  /// - Parameters:
  ///   - location: the centre; broadcasts to the shape.
  ///   - scale: the factor before moving; broadcasts to the shape.
  ///   - shape: the shape of the result, that of the parameters when absent.
  ///   - dtype: a floating point type, which holds the parameters.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func doubleSidedMaxwell(
    location: NDArray, scale: NDArray, shape: [Int]? = nil, dtype: DType = .float32
  ) throws -> NDArray {
    try draw(DoubleSidedMaxwell.self, [location, scale], shape, dtype)
  }

  /// Numbers from the Pareto distribution on [1, ∞), of density b / x^(b + 1).
  ///
  /// - Parameters:
  ///   - exponent: b, greater than 0; broadcasts to the shape.
  ///   - shape: the shape of the result, that of the parameter when absent.
  ///   - dtype: a floating point type, which holds the parameter.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func pareto(_ exponent: NDArray, shape: [Int]? = nil, dtype: DType = .float32) throws -> NDArray {
    try draw(Pareto.self, [exponent], shape, dtype)
  }

  /// Numbers from the Rayleigh distribution, of density x e^(−x² / 2s²) / s².
  ///
  /// - Parameters:
  ///   - scale: s; broadcasts to the shape.
  ///   - shape: the shape of the result, that of the parameter when absent.
  ///   - dtype: a floating point type, which holds the parameter.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func rayleigh(_ scale: NDArray = 1, shape: [Int]? = nil, dtype: DType = .float32) throws -> NDArray {
    try draw(Rayleigh.self, [scale], shape, dtype)
  }

  /// Numbers from the Weibull distribution of least values, whose distribution function is 1 − e^−(x / s)^c.
  ///
  /// - Parameters:
  ///   - scale: s; broadcasts to the shape.
  ///   - concentration: c; broadcasts to the shape.
  ///   - shape: the shape of the result, that of the parameters when absent.
  ///   - dtype: a floating point type, which holds the parameters.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func weibullMin(
    scale: NDArray, concentration: NDArray, shape: [Int]? = nil, dtype: DType = .float32
  ) throws -> NDArray {
    try draw(WeibullMin.self, [scale, concentration], shape, dtype)
  }

  /// Numbers from the triangular distribution, whose density rises from one end to the mode and falls to the other.
  ///
  /// - Parameters:
  ///   - left: the lower end; broadcasts to the shape.
  ///   - mode: where the density is greatest, between the ends; broadcasts to the shape.
  ///   - right: the upper end; broadcasts to the shape.
  ///   - shape: the shape of the result, that of the parameters when absent.
  ///   - dtype: a floating point type, which holds the parameters.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``,
  ///   ``ArrayError/argument(operation:problem:)`` for ends that are written as numbers and not in order.
  public func triangular(
    left: NDArray, mode: NDArray, right: NDArray, shape: [Int]? = nil, dtype: DType = .float32
  ) throws -> NDArray {
    try checkInterval(left, right, "triangular")
    return try draw(Triangular.self, [left, mode, right], shape, dtype)
  }

  /// Numbers from the Wald distribution, or inverse normal one, of scale 1.
  ///
  /// - Parameters:
  ///   - mean: the mean, greater than 0; broadcasts to the shape.
  ///   - shape: the shape of the result, that of the parameter when absent.
  ///   - dtype: a floating point type, which holds the parameter.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func wald(_ mean: NDArray, shape: [Int]? = nil, dtype: DType = .float32) throws -> NDArray {
    try draw(Wald.self, [mean], shape, dtype)
  }

  /// Numbers whose logarithms are normal, of mean 0.
  ///
  /// - Parameters:
  ///   - sigma: the standard deviation of the logarithms; broadcasts to the shape.
  ///   - shape: the shape of the result, that of the parameter when absent.
  ///   - dtype: a floating point type, which holds the parameter.
  /// - Throws: ``ArrayError/dtype(operation:expected:found:)``, ``ArrayError/shape(operation:expected:found:)``.
  public func logNormal(_ sigma: NDArray = 1, shape: [Int]? = nil, dtype: DType = .float32) throws -> NDArray {
    try draw(LogNormal.self, [sigma], shape, dtype)
  }
}
