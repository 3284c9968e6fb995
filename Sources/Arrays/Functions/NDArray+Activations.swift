extension NDArray {
  /// The rectified linear unit, max(x, 0), with derivative 0 at 0.
  public func relu() throws -> NDArray { try ReLU()(self).weak(isWeaklyTyped) }

  /// The rectified linear unit limited to 6: min(max(x, 0), 6).
  public func relu6() throws -> NDArray { try ReLU6()(self).weak(isWeaklyTyped) }

  /// The leaky rectified linear unit: x where x ≥ 0, `slope` · x elsewhere.
  ///
  /// Integers are taken as `float32`.
  public func leakyRelu(slope: Double = 0.01) throws -> NDArray { try LeakyReLU(slope: slope).floating(self) }

  /// The exponential linear unit: x where x > 0, `alpha` (eˣ − 1) elsewhere.
  ///
  /// Integers are taken as `float32`.
  public func elu(alpha: Double = 1) throws -> NDArray { try ELU(alpha: alpha, scale: 1).floating(self) }

  /// The self-normalizing exponential linear unit: 1.0507 · elu with alpha 1.6733.
  ///
  /// Integers are taken as `float32`. Source of the constants: Klambauer and others, "Self-normalizing neural
  /// networks", 2017.
  public func selu() throws -> NDArray {
    try ELU(alpha: 1.6732632423543772848, scale: 1.0507009873554804934).floating(self)
  }

  /// The continuously differentiable exponential linear unit: max(x, 0) + `alpha` (e^(min(x, 0)/`alpha`) − 1).
  ///
  /// Integers are taken as `float32`.
  public func celu(alpha: Double = 1) throws -> NDArray { try CELU(alpha: alpha).floating(self) }

  /// The Gaussian error linear unit: x Φ(x) for the standard normal distribution Φ.
  ///
  /// Integers are taken as `float32`.
  /// - Parameter isApproximate: whether by x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))), else by the error function.
  public func gelu(approximate isApproximate: Bool = true) throws -> NDArray {
    try GELU(isApproximate: isApproximate).floating(self)
  }

  /// The sigmoid linear unit, or swish: x / (1 + e⁻ˣ).
  ///
  /// Integers are taken as `float32`.
  public func silu() throws -> NDArray { try SiLU().floating(self) }

  /// The smooth rectifier log(1 + eˣ).
  ///
  /// Integers are taken as `float32`.
  public func softplus() throws -> NDArray { try Softplus().floating(self) }

  /// x / (|x| + 1).
  ///
  /// Integers are taken as `float32`.
  public func softSign() throws -> NDArray { try SoftSign().floating(self) }

  /// The logarithm of the logistic function: −log(1 + e⁻ˣ).
  ///
  /// Integers are taken as `float32`.
  public func logSigmoid() throws -> NDArray { try LogSigmoid().floating(self) }

  /// Elements limited to −1...1.
  public func hardTanh() throws -> NDArray { try HardTanh()(self).weak(isWeaklyTyped) }

  /// A piecewise linear sigmoid: relu6(x + 3) / 6.
  ///
  /// Integers are taken as `float32`.
  public func hardSigmoid() throws -> NDArray { try HardSigmoid().floating(self) }

  /// x tanh(log(1 + eˣ)).
  ///
  /// Integers are taken as `float32`.
  public func mish() throws -> NDArray { try Mish().floating(self) }

  /// A piecewise approximation of ``silu()``: x relu6(x + 3) / 6.
  ///
  /// Integers are taken as `float32`.
  public func hardSilu() throws -> NDArray { try HardSiLU().floating(self) }

  /// A smooth rectifier without exponentials: (x + √(x² + `curvature`)) / 2.
  ///
  /// Integers are taken as `float32`. Source: Barron, "Squareplus", 2021.
  public func squareplus(curvature: Double = 4) throws -> NDArray {
    try Squareplus(curvature: curvature).floating(self)
  }

  /// The gated linear unit: the first half of the elements along an axis times the sigmoid of the second.
  ///
  /// Integers are taken as `float32`.
  /// - Throws: ``ArrayError/argument(operation:problem:)`` when the axis has an odd size,
  ///   ``ArrayError/axisOutOfRange(operation:axis:rank:)``.
  public func glu(axis: Int = -1) throws -> NDArray {
    let place = try NDArray.normalize(axis, rank: rank, for: "glu")
    guard shape[place] % 2 == 0 else {
      throw ArrayError.argument(
        operation: "glu", problem: "axis \(place) of shape \(shape) has an odd size and cannot be halved")
    }
    return try GatedLinearUnit(axis: place).floating(self)
  }
}
