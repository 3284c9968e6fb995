internal import Arrays

// Activations: each works on each element by itself and throws what the function of ``NDArray`` of its name throws.

extension NamedArray {
  /// The logistic function of each element.
  public func sigmoid() throws -> NamedArray { try each { try $0.sigmoid() } }
  /// The logarithm of the logistic function of each element.
  public func logSigmoid() throws -> NamedArray { try each { try $0.logSigmoid() } }
  /// Each element, or zero where it is negative.
  public func relu() throws -> NamedArray { try each { try $0.relu() } }
  /// Each element between zero and six.
  public func relu6() throws -> NamedArray { try each { try $0.relu6() } }
  /// Each element times its logistic function.
  public func silu() throws -> NamedArray { try each { try $0.silu() } }
  /// Each element times the tanh of its softplus.
  public func mish() throws -> NamedArray { try each { try $0.mish() } }
  /// The logarithm of one plus e to the power of each element.
  public func softplus() throws -> NamedArray { try each { try $0.softplus() } }
  /// Each element over one plus its absolute value.
  public func softSign() throws -> NamedArray { try each { try $0.softSign() } }
  /// The scaled exponential linear unit.
  public func selu() throws -> NamedArray { try each { try $0.selu() } }
  /// The logistic function in straight pieces.
  public func hardSigmoid() throws -> NamedArray { try each { try $0.hardSigmoid() } }
  /// Each element times its hard logistic function.
  public func hardSilu() throws -> NamedArray { try each { try $0.hardSilu() } }
  /// Each element between -1 and 1.
  public func hardTanh() throws -> NamedArray { try each { try $0.hardTanh() } }
  /// Each element, a negative one times a slope.
  public func leakyRelu(slope: Double = 0.01) throws -> NamedArray { try each { try $0.leakyRelu(slope: slope) } }
  /// The exponential linear unit.
  public func elu(alpha: Double = 1) throws -> NamedArray { try each { try $0.elu(alpha: alpha) } }
  /// The continuously differentiable exponential linear unit.
  public func celu(alpha: Double = 1) throws -> NamedArray { try each { try $0.celu(alpha: alpha) } }
  /// Each element times the normal distribution function of it, by default approximated with tanh.
  public func gelu(approximate isApproximate: Bool = true) throws -> NamedArray {
    try each { try $0.gelu(approximate: isApproximate) }
  }
  /// A smooth form of ``relu()`` made of square roots.
  public func squareplus(curvature: Double = 4) throws -> NamedArray {
    try each { try $0.squareplus(curvature: curvature) }
  }
}
